// Runs before the first paint, so that a dark screen does not flash white. What it reads is written
// by src/base/appearance.ts and src/base/i18n.ts.
(function () {
  var page = document.documentElement;
  try {
    var theme = localStorage.getItem('youju.theme');
    if (theme === 'dark' || theme === 'light') page.dataset.theme = theme;
    var language = localStorage.getItem('youju.language');
    if (language === 'en' || language === 'zh-CN') page.lang = language;
  } catch (refused) {
    // A browser that keeps nothing shows the defaults.
  }
})();
