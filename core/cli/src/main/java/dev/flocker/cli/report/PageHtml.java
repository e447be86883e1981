package dev.flocker.cli.report;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.state.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Draws pages. Of nothing is shown what {@code shown} takes from its texts. */
public final class PageHtml {

  private PageHtml() {}

  /**
   * Of a run.
   *
   * @param origin who ran what, and when
   * @param started what {@code System.nanoTime()} said when the command began
   */
  public static String of(
      Recording recording, String origin, long started, UnaryOperator<String> shown) {
    return Renderer.html(Pages.of(recording, origin, started, new Shown(shown)));
  }

  /**
   * Of a look.
   *
   * @param troubles with nodes, by name
   * @param planned what differs from playbooks, and what was told of them; empty where none is
   *     given
   * @param origin who looked, and when
   */
  public static String of(
      State state,
      Map<String, NodeTrouble> troubles,
      Optional<Recording> planned,
      String origin,
      UnaryOperator<String> shown) {
    List<Page.Message> messages = Messages.of(state, troubles, planned);
    List<Recording.Part> parts = planned.map(Recording::parts).orElse(List.of());
    return Renderer.html(StatePages.of(state, parts, messages, origin, new Shown(shown)));
  }
}
