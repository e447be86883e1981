package dev.flocker.cli.report;

import java.util.stream.Collectors;

/** Lists the steps for who does not see the drawing. */
final class StepTable {

  private final Page page;
  private final Html html;

  StepTable(Page page, Html html) {
    this.page = page;
    this.html = html;
  }

  void draw() {
    html.open("div", "class", "wide", "tabindex", 0, "role", "region", "aria-label", "Steps")
        .open("table", "class", "steps")
        .open("tr");
    for (String head : new String[] {"", "step", "nodes", "waits for", "began", "how it ended"}) {
      html.element("th", head, "scope", "col");
    }
    html.close("tr");
    for (int i = 0; i < page.steps().size(); i++) {
      row(i, page.steps().get(i));
    }
    html.close("table").close("div");
  }

  private void row(int number, Page.Step step) {
    boolean began = step.state() == Page.State.DONE || step.state() == Page.State.FAILED;
    String awaits =
        step.awaits().stream().map(n -> Integer.toString(n + 1)).collect(Collectors.joining(", "));
    html.open("tr", "data-about", String.join("\n", step.about()))
        .element("td", Integer.toString(number + 1))
        .element("td", step.title())
        .element("td", String.join(", ", step.nodes()))
        .element("td", awaits)
        .element("td", began ? Words.duration(step.from()) : "")
        .element("td", Steps.state(step) + (step.detail().isEmpty() ? "" : ", " + step.detail()))
        .close("tr");
  }
}
