// On a narrow screen the filters are a tray that rises from the bottom edge.
(function (Survey) {
  "use strict";

  function start(form) {
    const tray = form.querySelector("[data-filters]");
    const opener = form.querySelector("[data-open-filters]");
    const closer = form.querySelector("[data-close-filters]");
    const isOpen = () => tray.classList.contains("is-open");

    function set(open) {
      tray.classList.toggle("is-open", open);
      opener.setAttribute("aria-expanded", String(open));
      document.documentElement.classList.toggle("sv-has-tray", open);
      (open ? closer : opener).focus();
    }

    opener.addEventListener("click", () => set(!isOpen()));
    closer.addEventListener("click", () => set(false));
    tray.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && isOpen()) {
        event.stopPropagation();
        set(false);
      } else if (event.key === "Tab" && isOpen()) keepInside(event, tray);
    });
  }

  // Tab walks round inside the open tray.
  function keepInside(event, tray) {
    const stops = Array.from(tray.querySelectorAll("input, select, button, a[href]")).filter(
      (element) => element.offsetParent !== null && !element.disabled,
    );
    const [first, last] = [stops[0], stops[stops.length - 1]];
    if (event.shiftKey && document.activeElement === first) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first.focus();
    }
  }

  Survey.tray = { start };
})((window.Survey = window.Survey || {}));
