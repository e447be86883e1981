package dev.flocker.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Lists how each resource is, project by project. */
final class Conditions {

  private final Page page;
  private final Html html;
  private final boolean several;

  Conditions(Page page, Html html) {
    this.page = page;
    this.html = html;
    this.several =
        page.rows().stream().map(Page.Row::project).distinct().count() > 1
            || page.others().stream().map(Page.Others::project).distinct().count() > 1;
  }

  /** What holds no data, and all that has nothing to say. */
  void things() {
    rows(row -> !row.data());
    others();
  }

  void data() {
    rows(Page.Row::data);
  }

  private void rows(Predicate<Page.Row> which) {
    Map<String, List<Page.Row>> byProject =
        page.rows().stream()
            .filter(which)
            .collect(Collectors.groupingBy(Page.Row::project, TreeMap::new, Collectors.toList()));
    byProject.forEach(
        (project, rows) -> {
          if (several) {
            html.element("h3", project);
          }
          html.open("ul", "class", "conditions");
          rows.forEach(this::row);
          html.close("ul");
        });
  }

  private void row(Page.Row row) {
    html.open(
            "li",
            "class",
            row.badge().mark().name().toLowerCase(Locale.ROOT),
            "data-about",
            row.about(),
            "data-row",
            row.about() + " on " + row.node())
        .element("span", row.about(), "class", "name")
        .element("span", row.node(), "class", "where")
        .element("span", row.badge().words(), "class", "status")
        .open("dl");
    row.items().forEach(this::item);
    html.close("dl");
    if (!row.snapshots().isEmpty()) {
      snapshots(row.snapshots());
    }
    html.close("li");
  }

  private void item(Page.Item item) {
    html.open("div").element("dt", item.label());
    if (item.exact().isEmpty()) {
      html.element("dd", item.value());
    } else {
      html.element("dd", item.value(), "title", item.exact());
    }
    item.share()
        .ifPresent(
            share ->
                html.open("dd")
                    .element(
                        "meter",
                        Math.round(share * 100) + "%",
                        "value",
                        String.format(Locale.ROOT, "%.3f", Math.min(1, share)),
                        "high",
                        "0.8",
                        "aria-label",
                        item.label())
                    .close("dd"));
    html.close("div");
  }

  private void snapshots(List<String> all) {
    if (all.size() == 1) {
      html.element("p", "1 snapshot, " + all.getFirst(), "class", "one");
      return;
    }
    html.open("details")
        .element("summary", all.size() + " snapshots, the newest " + all.getFirst())
        .open("ol");
    all.forEach(one -> html.element("li", one));
    html.close("ol").close("details");
  }

  private void others() {
    if (!page.others().isEmpty()) {
      html.open("ul", "class", "others");
      for (Page.Others others : page.others()) {
        String type = several ? others.project() + ": " + others.type() : others.type();
        html.open("li")
            .element("span", type, "class", "type")
            .text(" " + String.join("; ", others.names()))
            .close("li");
      }
      html.close("ul");
    }
  }
}
