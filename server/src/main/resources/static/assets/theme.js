// Runs before the first paint, so that a chosen theme does not flash. A browser that keeps nothing shows its own theme.
(() => {
  document.documentElement.classList.add("js");
  try {
    const theme = localStorage.getItem("plumbline.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { /* storage is switched off */ }
})();
