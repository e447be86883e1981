package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Scope;
import dev.flocker.node.wire.Call;
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
 * What a person stopped on this node, until it is started again: a file each, that outlasts boots.
 * Stopping changes what is seen of something, such as whether it starts at a boot; so the file
 * keeps what it was before and right after, with its secrets, for root alone.
 */
record Stopped(Host host) {

  /**
   * What is noted of one.
   *
   * @param before as its schema encodes it
   * @param after the same, once it was stopped; empty if it was gone, or that was cut short
   */
  record Note(String project, String by, String since, Object before, Optional<Object> after) {

    /** For the controller. */
    Map<String, Object> plain() {
      return Map.of("by", by, "since", since);
    }
  }

  /** It is noted first: if that is cut off half-way, it is meant to be down. */
  <S extends Record> void stop(Bound<S> on, Call call, S have) {
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

  private void note(Call call, Object before, Optional<Object> after) {
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("project", call.project());
    note.put("by", call.arguments().getOrDefault("by", ""));
    note.put("since", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    note.put("before", before);
    after.ifPresent(state -> note.put("after", state));
    host.write(file(call.ref()), Json.write(note) + "\n", 0600);
  }

  /** Told of each call that went well: what is started, made or removed is not stopped any more. */
  void after(Call call) {
    boolean over =
        switch (call.operation()) {
          case RESUME, AWAIT_HEALTHY -> true;
          case APPLY -> !"update".equals(call.arguments().get("change"));
          default -> false;
        };
    if (over && host.read(file(call.ref())).isPresent()) {
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
   * @return empty if it was not stopped by a person, or another project's of its name was
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
              && note.get("before") instanceof Map<?, ?> before
          ? Optional.of(
              new Note(project, by, since, before, Optional.ofNullable(note.get("after"))))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
