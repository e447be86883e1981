package dev.flocker.cli.report;

import dev.flocker.cli.console.Recap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the HTML of a page: one file, which loads nothing. */
final class Renderer {

  private final Page page;
  private final Html html = new Html();

  private Renderer(Page page) {
    this.page = page;
  }

  static String html(Page page) {
    return new Renderer(page).html();
  }

  private String html() {
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
    head();
    html.open("body");
    top();
    html.open("main");
    sections().forEach(this::section);
    html.close("main");
    html.open("p", "id", "chosen", "role", "status", "hidden", "").close("p");
    html.open("script").raw(Assets.SCRIPT.text()).close("script");
    return html.close("body").close("html").raw("\n").toString();
  }

  /** Nothing may be loaded, sent or run but what stands in this file. */
  private void head() {
    String policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '"
            + Assets.STYLE.hash()
            + "'; script-src '"
            + Assets.SCRIPT.hash()
            + "'";
    html.open("head")
        .open("meta", "charset", "utf-8")
        .open("meta", "http-equiv", "Content-Security-Policy", "content", policy)
        .open("meta", "name", "referrer", "content", "no-referrer")
        .open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .open("meta", "name", "color-scheme", "content", "light dark")
        .element("title", page.heading() + ": " + page.summary())
        .open("style")
        .raw(Assets.STYLE.text())
        .close("style")
        .close("head");
  }

  private void top() {
    html.open("header", "class", page.verdict().name().toLowerCase(Locale.ROOT))
        .element("h1", page.heading())
        .element("p", page.summary(), "class", "summary")
        .element("p", page.origin(), "class", "origin");
    for (Page.Stop stop : page.stops()) {
      html.element("p", Stops.words(stop), "class", "stopping");
    }
    html.open("nav", "aria-label", "On this page");
    sections().keySet().forEach(s -> html.element("a", s, "href", "#" + id(s)));
    html.close("nav").close("header");
  }

  /** Those that there is something in. */
  private Map<String, Runnable> sections() {
    Map<String, Runnable> all = new LinkedHashMap<>();
    if (has(Page.Level.TROUBLE)) {
      boolean isState = page.kind() == Page.Kind.STATE;
      all.put(isState ? "What is wrong" : "What went wrong", () -> messages(Page.Level.TROUBLE));
    }
    if (has(Page.Level.WARNING)) {
      all.put("Warnings", () -> messages(Page.Level.WARNING));
    }
    if (!page.map().places().isEmpty()) {
      all.put("Map", this::map);
    }
    if (page.rows().stream().anyMatch(row -> !row.data()) || !page.others().isEmpty()) {
      all.put("Condition", () -> new Conditions(page, html).things());
    }
    if (page.rows().stream().anyMatch(Page.Row::data)) {
      all.put("Volumes", () -> new Conditions(page, html).data());
    }
    if (!page.changes().isEmpty()) {
      String title = page.kind() == Page.Kind.STATE ? "Drift" : "Changes";
      all.put(title, () -> new Changes(page, html).draw());
    }
    if (page.steps().stream().anyMatch(s -> s.state() != Page.State.WAITING)) {
      all.put("Timeline", () -> wide("Timeline", () -> new Timeline(page, html).draw()));
    }
    if (!page.steps().isEmpty()) {
      all.put("Plan", this::plan);
    }
    if (has(Page.Level.NOTE)) {
      all.put("Notes", () -> messages(Page.Level.NOTE));
    }
    if (!page.tallies().isEmpty()) {
      all.put("Recap", () -> wide("Recap", this::recap));
    }
    return all;
  }

  private boolean has(Page.Level level) {
    return page.messages().stream().anyMatch(m -> m.level() == level);
  }

  private static String id(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private void section(String title, Runnable content) {
    html.open("section", "id", id(title)).element("h2", title);
    content.run();
    html.close("section");
  }

  /** What is wider than a narrow window is moved by the arrow keys. */
  private void wide(String name, Runnable drawing) {
    html.open("div", "class", "wide", "tabindex", 0, "role", "region", "aria-label", name);
    drawing.run();
    html.close("div");
  }

  private void messages(Page.Level level) {
    html.open("ul", "class", "messages " + level.name().toLowerCase(Locale.ROOT));
    for (Page.Message m : page.messages()) {
      if (m.level() == level) {
        html.open("li").element("p", m.what(), "class", "what");
        if (!m.why().isEmpty()) {
          html.element("pre", m.why());
        }
        if (!m.remedy().isEmpty()) {
          html.element("p", m.remedy(), "class", "remedy");
        }
        html.close("li");
      }
    }
    html.close("ul");
  }

  private void map() {
    wide("Map", () -> new MapDrawing(page, html).draw());
    Legend.draw(page, html);
  }

  private void plan() {
    wide("Plan", () -> new PlanDrawing(page, html).draw());
    html.open("details").element("summary", "The steps as a table");
    new StepTable(page, html).draw();
    html.close("details");
  }

  private void recap() {
    List<String> heads = new ArrayList<>(List.of("node"));
    for (Recap.Count count : Recap.Count.values()) {
      heads.add(count.name().toLowerCase(Locale.ROOT));
    }
    html.open("table", "class", "recap").open("tr");
    heads.forEach(h -> html.element("th", h, "scope", "col"));
    html.close("tr");
    for (Page.Tally tally : page.tallies()) {
      html.open("tr").element("th", tally.node(), "scope", "row");
      for (int i = 0; i < tally.counts().size(); i++) {
        int n = tally.counts().get(i);
        html.element("td", Integer.toString(n), "class", n == 0 ? "none" : heads.get(i + 1));
      }
      html.close("tr");
    }
    html.close("table");
  }
}
