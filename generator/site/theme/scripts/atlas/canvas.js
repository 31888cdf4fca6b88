// The atlas on a canvas, for more dots than SVG carries: one focus stop, a ring that the arrow keys move,
// a live region that reads the paper out. First tap shows, second opens.
(function (Survey) {
  "use strict";

  const { viewport, walk } = Survey;
  const RADIUS = 3.5;
  const REACH = 14;

  const SHAPES = {
    circle: (pen, x, y, r) => pen.arc(x, y, r, 0, 2 * Math.PI),
    square: (pen, x, y, r) => pen.rect(x - r, y - r, 2 * r, 2 * r),
    triangle: (pen, x, y, r) => polygon(pen, [[x, y - 1.2 * r], [x + 1.2 * r, y + r], [x - 1.2 * r, y + r]]),
    diamond: (pen, x, y, r) => polygon(pen, [[x, y - 1.35 * r], [x + 1.35 * r, y], [x, y + 1.35 * r], [x - 1.35 * r, y]]),
  };

  function polygon(pen, points) {
    points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
  }

  function start(place, atlas) {
    const canvas = place.querySelector("canvas[data-map]");
    const labels = place.querySelector(".sv-map-svg");
    const [tip, live] = [place.querySelector("[data-tip]"), place.querySelector("[data-live]")];
    const pen = canvas.getContext("2d");
    const view = viewport.create();
    const dots = atlas.x.map((x, index) => ({ x, y: atlas.y[index] }));
    const off = new Set();
    let current = -1;
    let planned = false;

    const isShown = (index) => !off.has(atlas.facet[index]);
    const address = (index) => `${place.dataset.root}papers/${atlas.id[index]}${atlas.end}`;
    const words = (index) => `${atlas.title[index]}${atlas.year[index] ? ` (${atlas.year[index]})` : ""}`;

    function colours() {
      const style = getComputedStyle(place);
      return atlas.styles.map(({ colour }) => style.getPropertyValue(colour).trim());
    }

    function draw() {
      planned = false;
      viewport.frame(labels, view);
      const box = canvas.getBoundingClientRect();
      const density = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(box.width * density), Math.round(box.height * density)];
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      const unit = (width / viewport.WIDTH) * view.scale;
      pen.clearRect(0, 0, width, height);
      const palette = colours();
      atlas.styles.forEach(({ shape }, facet) => {
        if (off.has(facet)) return;
        pen.fillStyle = palette[facet];
        pen.beginPath();
        dots.forEach((dot, index) => {
          if (atlas.facet[index] !== facet) return;
          const [x, y] = [(dot.x - view.x) * unit, (dot.y - view.y) * unit];
          if (x < -9 || y < -9 || x > width + 9 || y > height + 9) return;
          pen.moveTo(x + RADIUS * density, y);
          (SHAPES[shape] || SHAPES.circle)(pen, x, y, RADIUS * density);
        });
        pen.fill();
      });
      if (current >= 0) drawRing(unit, density);
    }

    function drawRing(unit, density) {
      pen.strokeStyle = getComputedStyle(place).color;
      pen.lineWidth = 2 * density;
      pen.beginPath();
      const dot = dots[current];
      pen.arc((dot.x - view.x) * unit, (dot.y - view.y) * unit, 2.6 * RADIUS * density, 0, 2 * Math.PI);
      pen.stroke();
    }

    function plan() {
      canvas.style.touchAction = view.scale > 1 ? "none" : "pan-y";
      if (!planned) window.requestAnimationFrame(draw);
      planned = true;
    }

    function nearest(x, y) {
      const reach = (REACH / canvas.getBoundingClientRect().width) * (viewport.WIDTH / view.scale);
      let [best, least] = [-1, reach * reach];
      dots.forEach((dot, index) => {
        const distance = (dot.x - x) ** 2 + (dot.y - y) ** 2;
        if (distance < least && isShown(index)) [best, least] = [index, distance];
      });
      return best;
    }

    function choose(index, read) {
      current = index;
      tip.hidden = index < 0;
      tip.textContent = index < 0 ? "" : words(index);
      if (read && index >= 0) live.textContent = words(index);
      plan();
    }

    canvas.addEventListener("keydown", (event) => {
      if (walk.keys.includes(event.key)) {
        event.preventDefault();
        const from = current < 0 ? dots.findIndex((_, index) => isShown(index)) : current;
        const to = current < 0 ? from : walk.next(dots, from, event.key, isShown);
        if (to < 0) return;
        viewport.reveal(view, dots[to].x, dots[to].y);
        choose(to, true);
      } else if (event.key === "Enter" && current >= 0) window.location.assign(address(current));
    });
    viewport.listen(canvas, view, {
      changed: plan,
      hovered: (x, y) => choose(nearest(x, y), false),
      tapped: (x, y, event) => {
        const found = nearest(x, y);
        const opens = found >= 0 && (event.pointerType === "mouse" || found === current);
        if (opens) window.location.assign(address(found));
        else choose(found, true);
      },
    });
    viewport.buttons(place, view, plan);
    for (const box of place.querySelectorAll("[data-facet-switch]")) {
      box.addEventListener("change", () => {
        if (box.checked) off.delete(Number(box.value));
        else off.add(Number(box.value));
        plan();
      });
    }
    new ResizeObserver(plan).observe(canvas);
    new MutationObserver(plan).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    canvas.hidden = false;
    plan();
  }

  const place = document.querySelector("[data-atlas]");
  if (place && place.querySelector("canvas[data-map]") && window.SURVEY_ATLAS) start(place, window.SURVEY_ATLAS);
})((window.Survey = window.Survey || {}));
