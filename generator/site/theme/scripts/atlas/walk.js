// Walking over the map by arrow keys: the nearest dot in that direction.
(function (Survey) {
  "use strict";

  const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  // `dots` are {x, y}; a dot off the direction counts as farther away, one behind does not count.
  function next(dots, current, key, isShown) {
    const [dx, dy] = DIRECTIONS[key];
    let best = current;
    let least = Infinity;
    dots.forEach((dot, index) => {
      if (index === current || !isShown(index)) return;
      const along = (dot.x - dots[current].x) * dx + (dot.y - dots[current].y) * dy;
      const aside = Math.abs((dot.x - dots[current].x) * dy) + Math.abs((dot.y - dots[current].y) * dx);
      if (along <= 0) return;
      const distance = along + 2 * aside;
      if (distance < least) {
        least = distance;
        best = index;
      }
    });
    return best;
  }

  Survey.walk = { next, keys: Object.keys(DIRECTIONS) };
})((window.Survey = window.Survey || {}));
