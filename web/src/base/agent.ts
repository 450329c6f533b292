// What a browser calls itself, in the two words by which people know it: "Firefox · Windows". ""
// where nothing is known.
const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg(A|iOS)?\//, 'Edge'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/QQBrowser\//, 'QQ'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/OpenHarmony|HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

export function agentName(agent: string): string {
  const known = (list: [RegExp, string][]) => list.find(([form]) => form.test(agent))?.[1] ?? '';
  return [known(BROWSERS), known(SYSTEMS)].filter(Boolean).join(' · ');
}
