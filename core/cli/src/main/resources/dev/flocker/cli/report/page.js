// Shows what belongs together: who chooses a resource sees its changes and its steps.
"use strict";
(() => {
  const all = [...document.querySelectorAll("[data-about]")];
  const edges = [...document.querySelectorAll("[data-ends]")];
  const said = document.getElementById("chosen");
  let chosen = null;

  const shares = (text) => text.split("\n").some((word) => chosen.includes(word));

  const choose = (about) => {
    chosen = about;
    document.body.classList.toggle("choosing", about !== null);
    for (const one of all) {
      one.classList.toggle("chosen", about !== null && shares(one.dataset.about));
    }
    for (const edge of edges) {
      edge.classList.toggle("chosen", about !== null && shares(edge.dataset.ends));
    }
    said.hidden = about === null;
    said.textContent = about === null ? "" : about.join(", ") + " and what belongs to it. Esc: all";
  };

  const toggle = (element) => {
    const about = element.dataset.about.split("\n");
    choose(chosen !== null && chosen.join("\n") === about.join("\n") ? null : about);
  };

  document.addEventListener("click", (event) => {
    const element = event.target.closest("[data-about]");
    if (element !== null) {
      toggle(element);
    } else {
      choose(null);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      choose(null);
    } else if ((event.key === "Enter" || event.key === " ") && event.target.matches("[data-about]")) {
      event.preventDefault();
      toggle(event.target);
    }
  });

  // On paper nothing can be opened.
  addEventListener("beforeprint", () => {
    for (const closed of document.querySelectorAll("details")) {
      closed.open = true;
    }
  });

  document.documentElement.dataset.ready = "yes";
})();
