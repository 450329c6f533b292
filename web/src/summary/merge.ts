// Two people wrote on the same version. What only one of them changed is taken as it is; where both
// did, one has to be chosen. Nothing is decided silently, and both texts stay until all is saved.
import type { DraftBlock } from '../api/draft_types';
import { inputBlock, sameContent } from './tree';

export type Side = 'mine' | 'theirs';
export type Take = Side | ''; // "": somebody must choose
export interface Text {
  title: string[];
  blocks: DraftBlock[];
}
export interface Piece {
  id: string; // of the block; "" for the title
  kind: 'same' | 'mine' | 'theirs' | 'both'; // who changed it
  base?: DraftBlock;
  mine?: DraftBlock; // none: not there, or removed
  theirs?: DraftBlock;
  take: Take;
}
export interface Meeting {
  title: {
    kind: Piece['kind'];
    base: string[];
    mine: string[];
    theirs: string[];
    take: Take;
  };
  pieces: Piece[];
}

const same = (a: DraftBlock | undefined, b: DraftBlock | undefined) =>
  a === b || (a !== undefined && b !== undefined && sameContent(inputBlock(a), inputBlock(b)));

function kindOf(mine: boolean, theirs: boolean, alike: boolean): Piece['kind'] {
  if (alike) return 'same';
  return mine && theirs ? 'both' : mine ? 'mine' : 'theirs';
}
const takeOf = (kind: Piece['kind']): Take =>
  kind === 'both' ? '' : kind === 'mine' ? 'mine' : 'theirs';

export function meet(base: Text, mine: Text, theirs: Text): Meeting {
  const [inBase, inMine, inTheirs] = [base, mine, theirs].map(
    ({ blocks }) => new Map(blocks.map((block) => [block.id, block])),
  ) as [Map<string, DraftBlock>, Map<string, DraftBlock>, Map<string, DraftBlock>];
  const pieces = order(base, mine, theirs).flatMap((id): Piece[] => {
    const [was, my, their] = [inBase.get(id), inMine.get(id), inTheirs.get(id)];
    const kind = kindOf(!same(was, my), !same(was, their), same(my, their));
    const piece: Piece = { id, kind, take: takeOf(kind) };
    if (was) piece.base = was;
    if (my) piece.mine = my;
    if (their) piece.theirs = their;
    return my || their ? [piece] : [];
  });
  const titleKind = kindOf(
    !sameContent(base.title, mine.title),
    !sameContent(base.title, theirs.title),
    sameContent(mine.title, theirs.title),
  );
  return {
    title: {
      kind: titleKind,
      base: base.title,
      mine: mine.title,
      theirs: theirs.title,
      take: takeOf(titleKind),
    },
    pieces,
  };
}

// Every block of both texts, once. The order is that of who changed it, theirs if both did; what
// only the other has follows what it followed there.
function order(base: Text, mine: Text, theirs: Text): string[] {
  const ids = ({ blocks }: Text) => blocks.map(({ id }) => id);
  const common = (text: Text) => {
    const others = [base, mine, theirs].map((each) => new Set(ids(each)));
    return ids(text).filter((id) => others.every((set) => set.has(id)));
  };
  const myOrder = sameContent(common(base), common(theirs));
  const [first, second] = myOrder ? [ids(mine), ids(theirs)] : [ids(theirs), ids(mine)];
  const all = [...first];
  second.forEach((id, index) => {
    if (all.includes(id)) return;
    const before = second
      .slice(0, index)
      .filter((each) => all.includes(each))
      .pop();
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, id);
  });
  return all;
}

export const undecided = ({ title, pieces }: Meeting) =>
  pieces.filter(({ take }) => !take).length + (title.take ? 0 : 1);

// The text that comes of it; what nobody has decided yet stays as it is on the server.
export function settle({ title, pieces }: Meeting): Text {
  return {
    title: title.take === 'mine' ? title.mine : title.theirs,
    blocks: pieces.flatMap(({ mine, theirs, take }) => {
      const taken = take === 'mine' ? mine : theirs;
      return taken ? [taken] : [];
    }),
  };
}
