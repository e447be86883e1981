package dev.flocker.cli.fake;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Enterable;
import dev.flocker.api.node.Loggable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import java.util.List;

/** Provides what runs, which writes logs and lets commands in. */
final class FakeAppProvider implements Provider<Record, Record>, Loggable, Enterable {

  private final FakeProvider plain = new FakeProvider("app");

  @Override
  public String type() {
    return plain.type();
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public boolean accepts(Record spec) {
    return true;
  }

  @Override
  public NodeHalf<Record> node() {
    return plain.node();
  }

  @Override
  public List<String> log(Ref ref, Excerpt excerpt) {
    return List.of(
        "log",
        ref.name(),
        excerpt.last().isPresent() ? "last " + excerpt.last().getAsInt() : "all",
        excerpt.since().map(s -> "since " + s).orElse("ever"),
        excerpt.follow() ? "follow" : "once");
  }

  @Override
  public List<String> enter(Ref ref, Visit visit) {
    return List.of(
        "enter",
        ref.name(),
        visit.user().orElse("anyone"),
        visit.input() ? "fed" : "unfed",
        String.join(" ", visit.command()));
  }
}
