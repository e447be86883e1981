package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Scope;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import dev.flocker.node.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is stopped on this node, until it is started again: a file each, that outlasts boots. What a
 * person stopped is shown as it was before, as stopping changes what is seen of something, such as
 * whether it starts at a boot; so the file keeps what it was before and right after, with its
 * secrets, for root alone. What a playbook wants stopped is shown as it is. Where a person starts
 * that all the same, its file says so.
 */
record Stopped(Host host) {

  /** Whose wish it is. */
  enum Wish {
    /** A person stopped it. */
    STOPPED,
    /** Its playbook wants it stopped. */
    DECLARED,
    /** Its playbook wants it stopped, and a person started it. */
    STARTED
  }

  /**
   * What is noted of one.
   *
   * @param before what a person stopped was, as its schema encodes it
   * @param after the same, once it was stopped; empty if it was gone, or that was cut short
   */
  record Note(
      Wish wish,
      String project,
      String by,
      String since,
      Optional<Object> before,
      Optional<Object> after) {

    /** For the controller. */
    Map<String, Object> plain() {
      return Map.of("by", by, "since", since, "declared", wish == Wish.DECLARED);
    }
  }

  /** It is noted first: if that is cut off half-way, it is meant to be down. */
  <S extends Record> void stop(Bound<S> on, Call call, S have) {
    if (Boolean.TRUE.equals(call.arguments().get("declared"))) {
      rest(on, call, have);
      return;
    }
    Object before = on.state().encode(have);
    note(call, before, Optional.empty());
    on.quiesceable().quiesce(call.ref(), have, host);
    Optional<Object> after =
        on.half().observe(new Scope(call.project(), Set.of(call.ref())), host).stream()
            .filter(o -> o.ref().equals(call.ref()))
            .map(o -> (Object) on.state().encode(o.state()))
            .findFirst();
    note(call, before, after);
  }

  /** As its playbook says: since when stays as it was. */
  private <S extends Record> void rest(Bound<S> on, Call call, S have) {
    on.quiesceable().quiesce(call.ref(), have, host);
    Optional<Note> before = of(call.ref(), call.project(), names());
    if (before.filter(note -> note.wish() == Wish.DECLARED).isEmpty()) {
      note(call, Wish.DECLARED, Map.of());
    }
  }

  private void note(Call call, Object before, Optional<Object> after) {
    Map<String, Object> states = new LinkedHashMap<>();
    states.put("before", before);
    after.ifPresent(state -> states.put("after", state));
    note(call, Wish.STOPPED, states);
  }

  private void note(Call call, Wish wish, Map<String, Object> states) {
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("wish", wish.name());
    note.put("project", call.project());
    note.put("by", call.arguments().getOrDefault("by", ""));
    note.put("since", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    note.putAll(states);
    host.write(file(call.ref()), Json.write(note) + "\n", 0600);
  }

  /** Told of each call: what is waited for was started, whether it gets well or not. */
  void before(Call call) {
    if (call.operation() == Operation.AWAIT_HEALTHY) {
      started(call);
    }
  }

  private void started(Call call) {
    boolean started = is(call, Wish.STARTED);
    if ((started || is(call, Wish.DECLARED)) && call.arguments().containsKey("by")) {
      note(call, Wish.STARTED, Map.of());
    } else if (!started || !isKept(call)) {
      forget(call);
    }
  }

  /** What goes back to what it was, or is put back, runs by the wish of whoever started it. */
  private static boolean isKept(Call call) {
    return Boolean.TRUE.equals(call.arguments().get("kept"));
  }

  /** Told of each call that went well: what is started, made or removed is not stopped any more. */
  void after(Call call) {
    switch (call.operation()) {
      case RESUME, RERUN -> started(call);
      case APPLY -> {
        boolean same = "update".equals(call.arguments().get("change"));
        if (!same && !(isKept(call) && is(call, Wish.STARTED))) {
          forget(call);
        }
      }
      default -> {}
    }
  }

  private boolean is(Call call, Wish wish) {
    return of(call.ref(), call.project(), names()).filter(n -> n.wish() == wish).isPresent();
  }

  private void forget(Call call) {
    if (host.read(file(call.ref())).isPresent()) {
      host.delete(file(call.ref()));
    }
  }

  /** The names of all that is noted, in no order. */
  List<String> names() {
    return host.list(folder());
  }

  /**
   * @param names all that is noted
   * @param project whose it is
   * @return empty if nothing is noted of it, or of another project's of its name
   */
  Optional<Note> of(Ref ref, String project, List<String> names) {
    String name = name(ref);
    if (!names.contains(name)) {
      return Optional.empty();
    }
    return host.read(folder().resolve(name))
        .flatMap(Stopped::parse)
        .filter(note -> note.project().equals(project));
  }

  /** One that is cut short is none. */
  private static Optional<Note> parse(String text) {
    try {
      return Json.read(text) instanceof Map<?, ?> note
              && note.get("project") instanceof String project
              && note.get("by") instanceof String by
              && note.get("since") instanceof String since
          ? Optional.of(
              new Note(
                  wish(note),
                  project,
                  by,
                  since,
                  Optional.ofNullable(note.get("before")),
                  Optional.ofNullable(note.get("after"))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** One that says nothing of it is of a version that knew only persons. */
  private static Wish wish(Map<?, ?> note) {
    return note.get("wish") instanceof String wish ? Wish.valueOf(wish) : Wish.STOPPED;
  }

  private Path folder() {
    return host.home().resolve("stopped");
  }

  private Path file(Ref ref) {
    return folder().resolve(name(ref));
  }

  private static String name(Ref ref) {
    return URLEncoder.encode(ref.toString(), StandardCharsets.UTF_8);
  }
}
