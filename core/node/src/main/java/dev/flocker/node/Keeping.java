package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Snapshot;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.node.Revisions.Former;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What data begins as, is called, goes back to, and ends with. */
record Keeping(Movable half, Host host) {

  private static final Schema<Copy> COPY = Schema.of(Copy.class);
  private static final Schema<Version> VERSION = Schema.of(Version.class);

  @Nullable Object perform(Arguments<?> given, Call call) {
    String project = call.project();
    Ref ref = call.ref();
    switch (call.operation()) {
      case ROLLBACK -> half.rollback(project, versions(given), host);
      case BRANCH ->
          half.branch(
              project,
              ref,
              given.required("from", VERSION),
              given.text("toProject"),
              Ref.parse(given.text("to")),
              given.required("record", COPY),
              host);
      case RENAME ->
          half.rename(project, ref, given.text("toProject"), Ref.parse(given.text("to")), host);
      case REQUIRE_DESTROYABLE -> half.requireDestroyable(project, ref, host);
      case LIST -> {
        Map<String, List<Former>> formers = new Revisions(host).snapshots(project);
        return half.list(project, ref, host).stream().map(s -> plain(s, formers)).toList();
      }
      default -> {
        return half.difference(
            project, ref, given.required("from", VERSION), given.optional("to", VERSION), host);
      }
    }
    return null;
  }

  /**
   * With the earlier definitions that have their data by it.
   *
   * @param formers by what the names of their snapshots end with
   */
  private static Map<String, Object> plain(Snapshot of, Map<String, List<Former>> formers) {
    List<Object> needing = new ArrayList<>();
    formers.forEach(
        (label, all) -> {
          if (of.version().snapshot().endsWith(label)) {
            all.forEach(f -> needing.add(Map.of("of", f.of(), "number", f.number())));
          }
        });
    return Map.of(
        "version", VERSION.encode(of.version()),
        "taken", of.taken().toString(),
        "bytes", of.bytes(),
        "keepers", of.keepers(),
        "formers", needing);
  }

  /** By resource. */
  private static Map<Ref, Version> versions(Arguments<?> given) {
    List<String> refs = given.texts("refs");
    List<Version> versions = given.all("versions", VERSION);
    if (refs.isEmpty() || refs.size() != versions.size()) {
      throw new IllegalArgumentException("as many versions as resources, and one at least");
    }
    Map<Ref, Version> byRef = new LinkedHashMap<>();
    for (int i = 0; i < refs.size(); i++) {
      byRef.put(Ref.parse(refs.get(i)), versions.get(i));
    }
    return byRef;
  }
}
