package dev.flocker.cli.report;

import dev.flocker.api.Summary.Grade;
import dev.flocker.cli.graph.StateSketch;
import dev.flocker.cli.state.Amounts;
import dev.flocker.cli.state.CopyLook;
import dev.flocker.cli.state.Instance;
import dev.flocker.cli.state.InstanceText;
import dev.flocker.cli.state.Resource;
import dev.flocker.cli.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a page of how everything is, and of what differs from playbooks where some are given. */
final class StatePages {

  private final State state;
  private final List<Recording.Part> parts;
  private final List<Page.Message> messages;
  private final Shown shown;

  private StatePages(
      State state, List<Recording.Part> parts, List<Page.Message> messages, Shown shown) {
    this.state = state;
    this.parts = parts;
    this.messages = messages;
    this.shown = shown;
  }

  /**
   * @param parts what was planned, where there are playbooks
   * @param origin who looked, and when
   */
  static Page of(
      State state,
      List<Recording.Part> parts,
      List<Page.Message> messages,
      String origin,
      Shown shown) {
    return new StatePages(state, parts, messages, shown).page(origin);
  }

  private Page page(String origin) {
    List<Page.Row> rows = new ArrayList<>();
    List<Page.Others> others = new ArrayList<>();
    for (State.Project project : state.projects()) {
      project.loud().forEach(r -> r.instances().forEach(i -> rows.add(row(project, r, i))));
      project.quiet().forEach((type, all) -> others.add(others(project, type, all)));
    }
    List<Page.Change> changes =
        parts.stream()
            .flatMap(part -> part.plan.actions().stream().map(a -> Differences.of(part, a, shown)))
            .toList();
    StateSummary summary = StateSummary.of(state, parts, messages);
    return new Page(
        Page.Kind.STATE,
        heading(),
        summary.verdict(),
        shown.of(summary.text()),
        shown.of(origin),
        messages.stream().map(shown::of).toList(),
        cluster(),
        rows,
        others,
        changes,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        0);
  }

  private String heading() {
    List<String> names = state.projects().stream().map(State.Project::name).toList();
    return names.isEmpty() ? "flocker" : String.join(", ", shown.of(names));
  }

  private Page.Cluster cluster() {
    StateSketch.Drawn drawn = StateSketch.of(state);
    Map<Integer, Page.Badge> badges = new LinkedHashMap<>();
    for (int i = 0; i < drawn.shows().size(); i++) {
      badges.put(i, badge(drawn.shows().get(i)));
    }
    Map<String, String> drained = new TreeMap<>();
    state.drained().forEach((node, mark) -> drained.put(shown.of(node), shown.of(mark.by())));
    return new Page.Cluster(
        shown.of(drawn.picture()), badges, shown.of(state.unreachable().keySet()), drained);
  }

  private Page.Badge badge(List<Instance> seen) {
    Page.Mark worst = mark(seen.stream().map(Instance::grade).reduce(Grade.OK, Grade::and));
    String status = seen.size() == 1 ? status(seen.getFirst()) : "";
    boolean silent = status.isEmpty() && worst != Page.Mark.WELL;
    return new Page.Badge(worst, shown.of(silent ? worst.words() : status));
  }

  private String status(Instance instance) {
    return InstanceText.of(instance, state.at()).status();
  }

  private static Page.Mark mark(Grade grade) {
    return switch (grade) {
      case OK -> Page.Mark.WELL;
      case ATTENTION -> Page.Mark.ATTENTION;
      case BAD -> Page.Mark.BAD;
    };
  }

  private Page.Row row(State.Project project, Resource resource, Instance instance) {
    InstanceText text = InstanceText.of(instance, state.at());
    boolean listed = instance.copy().filter(c -> !c.snapshots().isEmpty()).isPresent();
    return new Page.Row(
        shown.of(project.name()),
        shown.of(resource.ref().toString()),
        shown.of(instance.node()),
        new Page.Badge(mark(instance.grade()), shown.of(text.status())),
        instance.copy().isPresent(),
        text.labels().stream().filter(l -> !listed || !l.isOfSnapshots()).map(this::item).toList(),
        instance.copy().stream().flatMap(this::snapshots).toList());
  }

  private Page.Item item(InstanceText.Label label) {
    return new Page.Item(
        shown.of(label.name()),
        shown.of(label.value()),
        label.exact().map(shown::of).orElse(""),
        label.share());
  }

  private Stream<String> snapshots(CopyLook copy) {
    return copy.snapshots().reversed().stream()
        .map(
            s ->
                shown.of(
                    s.name() + s.taken().map(t -> ", " + Amounts.when(t, state.at())).orElse("")));
  }

  private Page.Others others(State.Project project, String type, List<Resource> all) {
    List<String> names =
        all.stream().map(r -> r.ref().name() + " on " + String.join(", ", r.nodes())).toList();
    return new Page.Others(shown.of(project.name()), shown.of(type), shown.of(names));
  }
}
