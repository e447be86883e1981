package dev.flocker.node;

import dev.flocker.api.node.Change;
import dev.flocker.api.schema.Schema;
import dev.flocker.node.wire.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, decoded. A missing or odd one is an IllegalArgumentException. */
record Arguments<S extends Record>(Schema<S> schema, Call call) {

  Change<S> change() {
    String project = call.project();
    return switch (text("change")) {
      case "create" -> new Change.Create<>(call.ref(), project, want());
      case "update" -> new Change.Update<>(call.ref(), project, want(), have(), text("version"));
      case "replace" -> new Change.Replace<>(call.ref(), project, want(), have(), text("version"));
      case "remove" ->
          new Change.Remove<>(
              call.ref(),
              project,
              have(),
              text("version"),
              Boolean.TRUE.equals(call.arguments().get("destroyData")));
      default -> throw new IllegalArgumentException("unknown change " + text("change"));
    };
  }

  S want() {
    return state("want");
  }

  S have() {
    return state("have");
  }

  S state(String name) {
    return schema.decode(given(name));
  }

  <R extends Record> R required(String name, Schema<R> of) {
    return of.decode(given(name));
  }

  <R extends Record> Optional<R> optional(String name, Schema<R> of) {
    return Optional.ofNullable(call.arguments().get(name)).map(of::decode);
  }

  <R extends Record> List<R> all(String name, Schema<R> of) {
    return ((List<?>) given(name)).stream().map(of::decode).toList();
  }

  String text(String name) {
    return (String) given(name);
  }

  Optional<String> textIfAny(String name) {
    return Optional.ofNullable(call.arguments().get(name)).map(String.class::cast);
  }

  long number(String name) {
    return ((Number) given(name)).longValue();
  }

  List<String> texts(String name) {
    return ((List<?>) given(name)).stream().map(String.class::cast).toList();
  }

  Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    ((Map<?, ?>) given(name)).forEach((k, v) -> map.put((String) k, (String) v));
    return map;
  }

  private Object given(String name) {
    @Nullable Object value = call.arguments().get(name);
    if (value == null) {
      throw new IllegalArgumentException(call.operation() + " without \"" + name + "\"");
    }
    return value;
  }
}
