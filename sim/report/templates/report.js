"use strict";
const fit = (plot) => Plotly.relayout(plot, { width: plot.clientWidth, height: plot.clientHeight });
const resized = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));
for (const source of document.querySelectorAll("script[data-figure]")) {
  const plot = document.getElementById(source.dataset.figure);
  const { data, layout } = JSON.parse(source.textContent);
  Plotly.newPlot(plot, data, layout, { displayModeBar: false }).then(() => resized.observe(plot));
}
// Paper has another width than the window, and no time to wait for the observer.
const onto = (paper) => {
  document.body.classList.toggle("paper", paper);
  document.querySelectorAll(".plot").forEach((plot) => {
    plot.style.height = `${(paper ? 0.72 : 1) * plot.dataset.height}px`;
    fit(plot);
  });
};
window.addEventListener("beforeprint", () => onto(true));
window.addEventListener("afterprint", () => onto(false));
