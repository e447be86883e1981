package dev.flocker.cli.console;

import dev.flocker.cli.console.Flow.Piece;
import dev.flocker.cli.state.Amounts;
import dev.flocker.cli.state.CopyLook.Snapshot;
import dev.flocker.cli.state.Instance;
import dev.flocker.cli.state.InstanceText;
import dev.flocker.cli.state.Resource;
import dev.flocker.cli.state.State;
import java.util.ArrayList;
import java.util.List;

/** Every volume for a person: its copies, and all snapshots of each. */
public final class VolumesText {

  private final Pieces paints;
  private final State state;
  private final int width;

  /**
   * @param state of what holds data
   * @param width of the lines, in columns
   */
  public VolumesText(Console console, State state, int width) {
    this.paints = new Pieces(console);
    this.state = state;
    this.width = width;
  }

  /** A line for each copy, and one for each of its snapshots, the oldest first. */
  public List<String> lines() {
    int names = 0;
    int nodes = 0;
    for (State.Project project : state.projects()) {
      for (Resource volume : project.resources()) {
        names = Math.max(names, name(project, volume).length());
        nodes = volume.nodes().stream().mapToInt(String::length).reduce(nodes, Math::max);
      }
    }
    List<String> lines = new ArrayList<>();
    for (State.Project project : state.projects()) {
      for (Resource volume : project.resources()) {
        for (Instance copy : volume.instances()) {
          String begin = Flow.pad(name(project, volume), names) + "  ";
          lines.addAll(lines(begin + Flow.pad(copy.node(), nodes) + "  ", copy));
        }
      }
    }
    return lines;
  }

  private static String name(State.Project project, Resource volume) {
    return project.name() + "/" + volume.ref().name();
  }

  private List<String> lines(String begin, Instance instance) {
    InstanceText text = InstanceText.of(instance, state.at());
    List<Piece> pieces = new ArrayList<>(List.of(paints.status(text.status(), instance.grade())));
    text.labels().stream().filter(l -> !l.isOfSnapshots()).map(paints::of).forEach(pieces::add);
    List<String> lines = new ArrayList<>(Flow.lines(begin, pieces, width));
    List<Snapshot> snapshots = instance.copy().map(c -> c.snapshots()).orElse(List.of());
    int names = snapshots.stream().mapToInt(s -> s.name().length()).max().orElse(0);
    snapshots.forEach(s -> lines.add(line(s, names)));
    return lines;
  }

  private String line(Snapshot snapshot, int names) {
    String age = snapshot.taken().map(t -> "  " + Amounts.when(t, state.at())).orElse("");
    return age.isEmpty()
        ? "    " + snapshot.name()
        : "    " + Flow.pad(snapshot.name(), names) + age;
  }
}
