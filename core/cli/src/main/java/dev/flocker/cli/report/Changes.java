package dev.flocker.cli.report;

import java.util.List;
import java.util.Locale;

/** Lists what changes, each with its attributes. */
final class Changes {

  private final Page page;
  private final Html html;

  Changes(Page page, Html html) {
    this.page = page;
    this.html = html;
  }

  void draw() {
    html.open("ul", "class", "changes");
    page.changes().forEach(this::change);
    html.close("ul");
  }

  private void change(Page.Change change) {
    html.open(
            "li",
            "class",
            change.mark().name().toLowerCase(Locale.ROOT),
            "data-about",
            change.about())
        .element("span", String.valueOf(change.symbol()), "class", "symbol")
        .element("span", change.about(), "class", "name")
        .element("span", where(change), "class", "where");
    if (!change.note().isEmpty()) {
      html.element("span", change.note(), "class", "note");
    }
    if (!change.outcome().isEmpty()) {
      html.element("span", change.outcome(), "class", "outcome");
    }
    if (!change.attributes().isEmpty()) {
      attributes(change);
    }
    html.close("li");
  }

  private static String where(Page.Change change) {
    String from = String.join(", ", change.nodes());
    return change.to().isEmpty() ? from : from + " → " + String.join(", ", change.to());
  }

  private void attributes(Page.Change change) {
    html.open("table", "class", "diff").open("tr");
    boolean isState = page.kind() == Page.Kind.STATE;
    for (String head : List.of("attribute", isState ? "is" : "was", "is to be")) {
      html.element("th", head, "scope", "col");
    }
    html.close("tr");
    for (Page.Attribute a : change.attributes()) {
      html.open("tr").element("th", a.name(), "scope", "row");
      value(a.old(), "old");
      value(a.fresh(), "fresh");
      html.close("tr");
    }
    html.close("table");
  }

  private void value(String text, String kind) {
    html.element("td", text.isEmpty() ? "(none)" : text, "class", text.isEmpty() ? "none" : kind);
  }
}
