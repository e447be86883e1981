package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Scope;
import dev.flocker.api.schema.Schema;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks with every provider of the types asked for, side by side. */
record Observer(Plugins plugins, Dispatcher dispatcher, Host host) {

  private static final Schema<Copy> COPY = Schema.of(Copy.class);

  /**
   * @param scopes by resource type: project, and the names wanted
   */
  List<Object> observe(Message scopes) {
    List<SideBySide.Task<Object>> looks = new ArrayList<>();
    scopes
        .body()
        .forEach(
            (type, scope) -> {
              for (Provider<?, ?> provider : plugins.providers(type)) {
                looks.add(() -> view(provider, scope(Message.of(scope))));
              }
            });
    return SideBySide.all(looks);
  }

  private Map<String, Object> view(Provider<?, ?> provider, Scope scope) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("type", provider.type());
    view.put("provider", provider.name());
    try {
      view.put("resources", look(dispatcher.bound(provider.type(), provider.name()), scope));
    } catch (Failure e) {
      view.put("resources", List.of());
      view.put("failure", e.getMessage());
    }
    return view;
  }

  private <S extends Record> List<Object> look(Dispatcher.Bound<S> bound, Scope scope) {
    List<Object> resources = new ArrayList<>();
    Stopped stopped = new Stopped(host);
    List<String> names = stopped.names();
    for (Observed<S> seen : bound.half().observe(scope, host)) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("ref", seen.ref().toString());
      seen.project().ifPresent(project -> plain.put("project", project));
      plain.put("state", bound.state().encode(seen.state()));
      plain.put("running", seen.running());
      plain.put("version", seen.version());
      seen.copy().ifPresent(copy -> plain.put("copy", COPY.encode(copy)));
      if (!seen.running()) {
        seen.project()
            .flatMap(project -> stopped.of(seen.ref(), project, names))
            .ifPresent(note -> stopped(plain, seen.state(), note, bound));
      }
      resources.add(plain);
    }
    return resources;
  }

  /**
   * It is shown as it was before, unless it was changed since, or this version of its plugin does
   * not understand that.
   */
  private static <S extends Record> void stopped(
      Map<String, Object> plain, S now, Stopped.Note note, Dispatcher.Bound<S> bound) {
    plain.put("stopped", note.plain());
    try {
      if (note.after().filter(after -> bound.state().decode(after).equals(now)).isPresent()) {
        plain.put("state", bound.state().encode(bound.state().decode(note.before())));
      }
    } catch (IllegalArgumentException e) {
      // What it is now has to do.
    }
  }

  private static Scope scope(Message plain) {
    Set<Ref> wanted = plain.texts("wanted").stream().map(Ref::parse).collect(Collectors.toSet());
    Map<Ref, String> adopted = new LinkedHashMap<>();
    plain
        .message("adopted")
        .body()
        .forEach((ref, name) -> adopted.put(Ref.parse(ref), String.valueOf(name)));
    return new Scope(plain.text("project"), wanted, adopted);
  }
}
