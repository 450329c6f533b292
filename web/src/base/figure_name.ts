// The name of a figure, taken apart: growth.trainings@610522@2009?kind=school,grade=9

export const ASPECTS = ['actual', 'growth', 'rank', 'cumulative', 'target', 'progress'] as const;
export type Aspect = (typeof ASPECTS)[number];
export interface FigureName {
  aspect: Aspect;
  indicator: string;
  unit: string;
  period: string;
  filter: string; // as it stands in the name
}

const FORM = /^(?:([a-z]+)\.)?(\w+)@([^@]+)@([^?]+)(?:\?(.*))?$/;

export function figureName(text: string): FigureName | undefined {
  const found = FORM.exec(text);
  const aspect = ASPECTS.find((each) => each === (found?.[1] ?? 'actual'));
  if (!found || !aspect) return undefined;
  const [, , indicator = '', unit = '', period = '', filter = ''] = found;
  return { aspect, indicator, unit, period, filter };
}
