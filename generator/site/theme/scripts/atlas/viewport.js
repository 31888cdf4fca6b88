// The part of the map that is seen: zoom about a point, pan within the map; pointers, wheel and buttons.
// Coordinates of the map run from 0 to WIDTH and 0 to HEIGHT, whatever the size on the screen.
(function (Survey) {
  "use strict";

  const WIDTH = 1000;
  const HEIGHT = 700;
  const MOST = 12;

  function create() {
    return { scale: 1, x: 0, y: 0 };
  }

  function clamp(value, low, high) {
    return Math.min(high, Math.max(low, value));
  }

  function settle(view) {
    view.x = clamp(view.x, 0, WIDTH - WIDTH / view.scale);
    view.y = clamp(view.y, 0, HEIGHT - HEIGHT / view.scale);
  }

  // Zooms so that the point (x, y) of the map stays where it is on the screen.
  function zoom(view, factor, x, y) {
    const scale = clamp(view.scale * factor, 1, MOST);
    view.x = x - (x - view.x) * (view.scale / scale);
    view.y = y - (y - view.y) * (view.scale / scale);
    view.scale = scale;
    settle(view);
  }

  function pan(view, dx, dy) {
    view.x -= dx;
    view.y -= dy;
    settle(view);
  }

  // Moves the view, if it must, so that a point of the map is seen.
  function reveal(view, x, y) {
    const [width, height] = [WIDTH / view.scale, HEIGHT / view.scale];
    if (x < view.x || x > view.x + width) view.x = x - width / 2;
    if (y < view.y || y > view.y + height) view.y = y - height / 2;
    settle(view);
  }

  // Shows the part in an SVG; what keeps its size on the screen, dots and words, is scaled back.
  function frame(svg, view) {
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${WIDTH / view.scale} ${HEIGHT / view.scale}`);
    svg.style.setProperty("--sv-unscale", String(1 / view.scale));
    svg.classList.toggle("is-zoomed", view.scale > 1.5);
  }

  function listen(element, view, { changed, tapped = () => {}, hovered = () => {} }) {
    const pointers = new Map();
    let moved = false;

    const toMap = (event) => {
      const box = element.getBoundingClientRect();
      return [
        view.x + ((event.clientX - box.left) / box.width) * (WIDTH / view.scale),
        view.y + ((event.clientY - box.top) / box.height) * (HEIGHT / view.scale),
      ];
    };
    const spread = () => {
      const [a, b] = [...pointers.values()];
      return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    };

    element.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, event);
      moved = false;
    });
    element.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) {
        hovered(...toMap(event));
        return;
      }
      if (pointers.size === 2) {
        const old = spread();
        pointers.set(event.pointerId, event);
        zoom(view, spread() / Math.max(1, old), ...toMap(event));
        moved = true;
        changed();
        return;
      }
      pointers.set(event.pointerId, event);
      const box = element.getBoundingClientRect();
      const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
      if (view.scale > 1 && (moved || Math.hypot(dx, dy) > 3)) {
        moved = true;
        pan(view, (dx / box.width) * (WIDTH / view.scale), (dy / box.height) * (HEIGHT / view.scale));
        changed();
      }
    });
    const release = (event) => {
      const wasDown = pointers.delete(event.pointerId);
      if (event.type === "pointerup" && wasDown && !moved) tapped(...toMap(event), event);
    };
    for (const type of ["pointerup", "pointercancel", "pointerleave"]) element.addEventListener(type, release);
    element.addEventListener("click", (event) => moved && event.preventDefault(), true);
    // The plain wheel scrolls the page; with Ctrl (and a trackpad's pinch) it zooms.
    element.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        zoom(view, Math.exp(-event.deltaY / 200), ...toMap(event));
        changed();
      },
      { passive: false },
    );
  }

  function buttons(place, view, changed) {
    const steps = { in: 1.6, out: 1 / 1.6, reset: 1 / MOST };
    for (const button of place.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => {
        zoom(view, steps[button.dataset.zoom], view.x + WIDTH / view.scale / 2, view.y + HEIGHT / view.scale / 2);
        changed();
      });
    }
  }

  Survey.viewport = { WIDTH, HEIGHT, create, frame, zoom, pan, reveal, listen, buttons };
})((window.Survey = window.Survey || {}));
