package dev.flocker.cli.command.see;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.TerminalSize;
import dev.flocker.cli.console.StateText;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.state.State;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows the state again and again, until Ctrl-C. Nodes that are lost are asked anew each time. */
final class Watching {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final App app;
  private final Supplier<Look> looks;
  private final Function<Look, State> states;
  private @Nullable Look look;

  Watching(App app, Supplier<Look> looks, Function<Look, State> states) {
    this.app = app;
    this.looks = looks;
    this.states = states;
  }

  /**
   * @param pause between one look and the next
   */
  Exit every(Duration pause) {
    try {
      while (!app.console().isUnread()) {
        show(pause);
        Thread.sleep(pause);
      }
      return Exit.DONE;
    } catch (InterruptedException | NodeTrouble.Cancelled e) {
      return Exit.INTERRUPTED;
    } finally {
      close();
    }
  }

  private void show(Duration pause) {
    Look now = look == null ? looks.get() : look;
    look = now;
    State state = states.apply(now);
    TerminalSize room = TerminalSize.of(app.environment());
    StateText text = new StateText(app.console(), room.columns());
    List<String> lines = new ArrayList<>();
    String when = TIME.format(state.at().atZone(ZoneId.systemDefault()));
    lines.add(when + ", every " + pause.toSeconds() + " s");
    lines.addAll(text.troubles(state));
    lines.addAll(text.lines(state));
    app.console().page(fitting(lines, room.rows()));
    if (!now.troubles().isEmpty()) {
      close();
    }
  }

  /** The last row is where the cursor waits. */
  static List<String> fitting(List<String> lines, int rows) {
    if (lines.size() < rows) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, Math.max(0, rows - 2)));
    first.add("... and " + (lines.size() - first.size()) + " lines more");
    return first;
  }

  private void close() {
    if (look != null) {
      look.close();
      look = null;
    }
  }
}
