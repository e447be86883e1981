package dev.flocker.cli.report;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to say of nodes. Pure. */
final class Messages {

  private Messages() {}

  static Page.Message trouble(String what, NodeTrouble why) {
    return new Page.Message(Page.Level.TROUBLE, what, why.why(), why.remedy());
  }

  static Page.Message lost(String node, NodeTrouble why) {
    boolean answered = !(why instanceof NodeTrouble.Unreachable);
    return trouble(node + (answered ? " could not be looked at" : " could not be reached"), why);
  }

  /** Of a look, each once. */
  static List<Page.Message> of(
      State state, Map<String, NodeTrouble> troubles, Optional<Recording> planned) {
    Map<String, Page.Message> all = new LinkedHashMap<>();
    List<Page.Message> seen = new ArrayList<>();
    troubles.forEach((node, why) -> seen.add(lost(node, why)));
    state.unseen().forEach(what -> seen.add(warning(what)));
    state.drained().forEach((node, mark) -> seen.add(warning(node + " " + mark)));
    planned.map(Recording::messages).ifPresent(seen::addAll);
    seen.forEach(message -> all.putIfAbsent(message.what() + "\n" + message.why(), message));
    return List.copyOf(all.values());
  }

  private static Page.Message warning(String what) {
    return new Page.Message(Page.Level.WARNING, what, "", "");
  }
}
