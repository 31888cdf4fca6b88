// The atlas as SVG: every dot is a link already; this adds zoom, arrow keys and the facets' switches.
(function (Survey) {
  "use strict";

  const { viewport, walk } = Survey;

  function start(place) {
    const map = place.querySelector("svg[data-map]");
    const links = Array.from(map.querySelectorAll("a[data-x]"));
    const dots = links.map((link) => ({ x: Number(link.dataset.x), y: Number(link.dataset.y), link }));
    const tip = place.querySelector("[data-tip]");
    const view = viewport.create();
    let current = 0;

    function draw() {
      viewport.frame(map, view);
      map.style.touchAction = view.scale > 1 ? "none" : "pan-y";
    }

    function showTip(link) {
      tip.textContent = link.getAttribute("aria-label");
      tip.hidden = false;
    }

    function go(index) {
      links[current].tabIndex = -1;
      current = index;
      links[current].tabIndex = 0;
      viewport.reveal(view, dots[current].x, dots[current].y);
      draw();
      links[current].focus();
    }

    links.forEach((link, index) => {
      link.tabIndex = index === 0 ? 0 : -1;
      link.addEventListener("focus", () => showTip(link));
      link.addEventListener("pointerenter", () => showTip(link));
      link.addEventListener("blur", () => (tip.hidden = true));
      link.addEventListener("pointerleave", () => (tip.hidden = true));
      link.addEventListener("keydown", (event) => {
        if (!walk.keys.includes(event.key)) return;
        event.preventDefault();
        go(walk.next(dots, index, event.key, (other) => !links[other].classList.contains("is-off")));
      });
    });
    for (const box of place.querySelectorAll("[data-facet-switch]")) {
      box.addEventListener("change", () => {
        for (const link of links) {
          if (link.dataset.facet === box.value) link.classList.toggle("is-off", !box.checked);
        }
      });
    }
    viewport.listen(map, view, { changed: draw });
    viewport.buttons(place, view, draw);
    draw();
  }

  const place = document.querySelector("[data-atlas]");
  if (place && place.querySelector("svg[data-map] a[data-x]")) start(place);
})((window.Survey = window.Survey || {}));
