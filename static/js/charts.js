// Draws every canvas[data-source] with Chart.js from the JSON block of that id, which core/charts.py builds.
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const LEVEL_TOKENS = { see_provider: "provider" };
const DENSE = 42;

function palette() {
  const names = ["ink", "ink-2", "grid", "run", "run-soft", "shade", "surface"];
  return Object.fromEntries(names.map((name) => [name, token(`--${name}`)]));
}

function annotations(data, at, colours, narrow) {
  const boxes = data.episodes.map((episode, index) => {
    const words = `${data.words.episode} ${data.words.since[episode.since] || ""}`;
    const room = at.get(episode.to) - at.get(episode.from) >= data.days.length / (narrow ? 2 : 3);
    return [`episode${index}`, {
      type: "box", xScaleID: "x", yScaleID: "pain", xMin: at.get(episode.from) - 0.5, xMax: at.get(episode.to) + 0.5, yMin: 0, yMax: 10,
      backgroundColor: colours.shade, borderWidth: 0, drawTime: "beforeDatasetsDraw",
      label: { display: room, content: words, position: { x: "start", y: "start" }, color: colours["ink-2"], font: { weight: 500 }, padding: { top: 4, left: 6 } },
    }];
  });
  // Near the top of the axis that the reader has.
  const [scale, top] = data.hasPain ? ["pain", 10] : ["distance", data.distanceMax];
  const marks = data.flags.map((flag, index) => [`flag${index}`, {
    type: "point", xScaleID: "x", yScaleID: scale, xValue: at.get(flag.on), yValue: top * 0.81, radius: 6,
    pointStyle: flag.level === "caution" ? "triangle" : "rectRot",
    backgroundColor: token(`--${LEVEL_TOKENS[flag.level] || flag.level}-edge`), borderColor: colours.surface, borderWidth: 1.5,
  }]);
  return Object.fromEntries([...boxes, ...marks]);
}

function datasets(data, colours, narrow) {
  const dense = data.days.length > DENSE;
  const bar = { type: "bar", yAxisID: "distance", borderRadius: 2, grouped: false, barThickness: dense ? (narrow ? 2.5 : 5) : (narrow ? 6 : 12) };
  const hollow = (day) => (day.runs && day.distance === null ? data.distanceMax * 0.15 : null);
  // What the reader may not see has no axis either.
  const pain = [{ type: "line", yAxisID: "pain", data: data.days.map((day) => day.pain), spanGaps: false, tension: 0, clip: false, order: 1,
      borderColor: colours.ink, backgroundColor: colours.ink, borderWidth: dense ? 1.5 : 2, pointRadius: dense ? (narrow ? 1.6 : 2.4) : (narrow ? 3 : 3.5) }];
  const runs = [
    { ...bar, data: data.days.map((day) => day.distance), backgroundColor: colours.run, order: 2 },
    { ...bar, data: data.days.map(hollow), backgroundColor: "transparent", borderColor: colours.run, borderWidth: 1.5, order: 2 },
  ];
  return [...(data.hasPain ? pain : []), ...(data.hasRuns ? runs : [])];
}

function scales(data, at, colours, narrow) {
  const ticks = data.ticks.filter((_, index) => !narrow || data.days.length <= DENSE || index % 2 === 0).map((on) => ({ value: at.get(on) }));
  const axis = { position: "left", min: 0, grid: { color: colours.grid }, border: { display: false } };
  const title = (text) => ({ display: !narrow, text, color: colours["ink-2"] });
  const onlyEnds = (value) => (value === 0 || value === data.distanceMax ? value : "");
  const all = {
    x: { type: "category", offset: true, grid: { display: false }, border: { display: false }, afterBuildTicks: (scale) => { scale.ticks = ticks; },
         ticks: { color: colours["ink-2"], maxRotation: 0, autoSkip: false, callback: (value) => data.words.ticks[data.days[value].on] } },
    distance: { ...axis, stack: "back", stackWeight: 1.1, offset: data.hasPain, max: data.distanceMax, title: title(data.words.runAxis),
                ticks: { color: colours["ink-2"], stepSize: data.distanceMax, callback: onlyEnds } },
    pain: { ...axis, stack: "back", stackWeight: 3, max: 10, title: title(data.words.painAxis), ticks: { stepSize: 5, color: colours["ink-2"] } },
  };
  if (!data.hasPain) delete all.pain;
  if (!data.hasRuns) delete all.distance;
  return all;
}

function tooltip(data, colours) {
  const lines = (items) => {
    const day = data.days[items[0].dataIndex];
    const pain = `${data.words.pain}: ${day.pain === null ? data.words.noEntry : day.pain}`;
    const before = data.hasPain ? [pain] : [];
    if (!day.runs) return before;
    return [...before, `${data.words.run}: ${day.distance === null ? data.words.noDistance : `${day.distance} ${data.units}`}`];
  };
  return bubble(colours, (items) => data.words.days[data.days[items[0].dataIndex].on], lines);
}

function bubble(colours, title, lines) {
  return {
    backgroundColor: colours.ink, titleColor: colours.surface, bodyColor: colours.surface, displayColors: false, padding: 10, cornerRadius: 8,
    callbacks: { title, beforeBody: lines, label: () => null },
  };
}

function backChart(canvas, data) {
  const colours = palette();
  const narrow = canvas.parentElement.clientWidth < 480;
  const at = new Map(data.days.map((day, index) => [day.on, index]));
  return new Chart(canvas, {
    data: { labels: data.days.map((day) => day.on), datasets: datasets(data, colours, narrow) },
    options: {
      animation: false, maintainAspectRatio: false, interaction: { mode: "index", intersect: false, axis: "x" }, layout: { padding: { top: 4, right: 6 } },
      scales: scales(data, at, colours, narrow),
      plugins: { legend: { display: false }, tooltip: tooltip(data, colours), annotation: { clip: false, annotations: annotations(data, at, colours, narrow) } },
    },
  });
}

function weekDatasets(data, colours, narrow) {
  const each = (choose) => data.weeks.map(choose);
  const bar = { type: "bar", borderRadius: 3, grouped: false, categoryPercentage: 0.7, barPercentage: 1, borderColor: colours.run, order: 2 };
  const hollow = (week) => (week.runs && week.distance === null ? data.distanceMax * 0.08 : null);
  return [
    { type: "line", data: each((week) => week.longest), spanGaps: false, tension: 0, clip: false, order: 1, borderColor: colours.ink, borderWidth: 2,
      backgroundColor: colours.ink, pointBorderColor: colours.surface, pointBorderWidth: 1, pointRadius: narrow ? 3.5 : 4.5 },
    { ...bar, data: each((week) => week.distance), borderWidth: each((week) => (week.isPresent ? 1.5 : 0)),
      backgroundColor: each((week) => (week.isPresent ? colours["run-soft"] : colours.run)) },
    { ...bar, data: each(hollow), backgroundColor: "transparent", borderWidth: 1.5 },
  ];
}

// As many Mondays as there is room for, the present week's among them.
function weekTicks(weeks, width) {
  const every = Math.ceil((4.5 * Chart.defaults.font.size * weeks.length) / width);
  return weeks.map((_, value) => ({ value })).filter(({ value }) => (weeks.length - 1 - value) % every === 0);
}

function weekScales(data, colours, narrow) {
  const labels = { color: colours["ink-2"], maxRotation: 0, autoSkip: false };
  return {
    x: { type: "category", offset: true, grid: { display: false }, border: { display: false }, afterBuildTicks: (scale) => { scale.ticks = weekTicks(data.weeks, scale.chart.width); },
         ticks: { ...labels, callback: (value) => data.words.ticks[data.weeks[value].on] } },
    y: { min: 0, max: data.distanceMax, grid: { color: colours.grid }, border: { display: false }, title: { display: !narrow, text: data.words.axis, color: colours["ink-2"] },
         afterBuildTicks: (scale) => { scale.ticks = data.steps.map((value) => ({ value })); }, ticks: { ...labels, callback: (_, index) => data.words.steps[index] } },
  };
}

// One scale for both: the longest run is a part of its week.
function weekChart(canvas, data) {
  const colours = palette();
  const narrow = canvas.parentElement.clientWidth < 480;
  const said = (words) => (items) => words[data.weeks[items[0].dataIndex].on];
  return new Chart(canvas, {
    data: { labels: data.weeks.map((week) => week.on), datasets: weekDatasets(data, colours, narrow) },
    options: {
      animation: false, maintainAspectRatio: false, interaction: { mode: "index", intersect: false, axis: "x" }, layout: { padding: { top: 6, right: 6 } },
      scales: weekScales(data, colours, narrow),
      plugins: { legend: { display: false }, tooltip: bubble(colours, said(data.words.titles), said(data.words.lines)) },
    },
  });
}

const KINDS = { back: backChart, weeks: weekChart };
const drawn = new Map();

// Without the quarter second in which bars would grow: on a slow phone its fifteen drawings keep the page from answering.
function draw(canvas) {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  // As large as the letters around, which readers may have enlarged by themselves.
  Chart.defaults.font.size = 0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  const data = JSON.parse(document.getElementById(canvas.dataset.source).textContent);
  drawn.get(canvas)?.destroy();
  drawn.set(canvas, KINDS[data.kind](canvas, data));
}

const canvases = document.querySelectorAll("canvas[data-source]");
// Who never scrolls down to a chart does not wait for it either.
const inSight = new IntersectionObserver((seen) => seen.filter((each) => each.isIntersecting && !drawn.has(each.target)).forEach((each) => draw(each.target)));
canvases.forEach((canvas) => inSight.observe(canvas));
// On paper there is no scrolling, and what is not drawn yet is drawn then.
const redraw = () => canvases.forEach(draw);
new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
for (const query of ["(prefers-color-scheme: dark)", "print"]) matchMedia(query).addEventListener("change", redraw);
