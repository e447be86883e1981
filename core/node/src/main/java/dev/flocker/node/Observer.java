package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Describable;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.api.node.Scope;
import dev.flocker.api.schema.Schema;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Detail;
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
  private static final Schema<Summary> SUMMARY = Schema.of(Summary.class);

  /**
   * @param scopes by resource type: project, and the names wanted
   */
  List<Object> observe(Message scopes, Detail detail) {
    List<SideBySide.Task<Object>> looks = new ArrayList<>();
    scopes
        .body()
        .forEach(
            (type, scope) -> {
              for (Provider<?, ?> provider : plugins.providers(type)) {
                looks.add(() -> view(provider, scope(Message.of(scope)), detail));
              }
            });
    return SideBySide.all(looks);
  }

  private Map<String, Object> view(Provider<?, ?> provider, Scope scope, Detail detail) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("type", provider.type());
    view.put("provider", provider.name());
    try {
      look(dispatcher.bound(provider.type(), provider.name()), scope, detail, view);
    } catch (Failure e) {
      view.put("resources", List.of());
      view.put("failure", e.getMessage());
    }
    return view;
  }

  private <S extends Record> void look(
      Bound<S> bound, Scope scope, Detail detail, Map<String, Object> view) {
    List<Observed<S>> all = bound.half().observe(scope, host);
    List<Map<String, Object>> resources = plain(bound, all);
    view.put("resources", resources);
    boolean closer =
        detail != Detail.STATE && (detail != Detail.HEALTH || bound.half() instanceof Quiesceable);
    if (closer && bound.half() instanceof Describable<?>) {
      try {
        describe(bound.describable(), detail, all, resources);
      } catch (Failure e) {
        view.put("undescribed", String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        view.put("undescribed", "its plugin is at fault: " + e);
      }
    }
  }

  private <S extends Record> List<Map<String, Object>> plain(
      Bound<S> bound, List<Observed<S>> all) {
    List<Map<String, Object>> resources = new ArrayList<>();
    Stopped stopped = new Stopped(host);
    List<String> names = stopped.names();
    for (Observed<S> seen : all) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("ref", seen.ref().toString());
      seen.project().ifPresent(project -> plain.put("project", project));
      plain.put("state", bound.state().encode(seen.state()));
      plain.put("running", seen.running());
      plain.put("version", seen.version());
      seen.copy().ifPresent(copy -> plain.put("copy", COPY.encode(copy)));
      seen.project()
          .flatMap(project -> stopped.of(seen.ref(), project, names))
          .ifPresent(note -> noted(plain, seen, note, bound));
      resources.add(plain);
    }
    return resources;
  }

  /** Adds what is so at the moment to what is flocker's. */
  private <S extends Record> void describe(
      Describable<S> half,
      Detail detail,
      List<Observed<S>> all,
      List<Map<String, Object>> resources) {
    List<Observed<S>> ours = all.stream().filter(o -> o.project().isPresent()).toList();
    if (ours.isEmpty()) {
      return;
    }
    List<Describable.Description> now = half.describe(ours, detail == Detail.MEASURED, host);
    if (now.size() != ours.size()) {
      throw new IllegalStateException(
          half.getClass().getName() + " describes " + now.size() + " of " + ours.size());
    }
    int next = 0;
    for (int i = 0; i < resources.size(); i++) {
      if (all.get(i).project().isPresent()) {
        Describable.Description is = now.get(next++);
        resources.get(i).put("now", SUMMARY.encode(is.summary()));
        Map<String, Object> taken = new LinkedHashMap<>();
        is.taken().forEach((guid, when) -> taken.put(guid, when.toString()));
        resources.get(i).put("taken", taken);
        if (!is.known()) {
          resources.get(i).put("known", false);
        }
      }
    }
  }

  /** What runs is not stopped, whatever is noted; nor is what does not run started. */
  private static <S extends Record> void noted(
      Map<String, Object> plain, Observed<S> seen, Stopped.Note note, Bound<S> bound) {
    boolean started = note.wish() == Stopped.Wish.STARTED;
    if (started && seen.running()) {
      plain.put("started", note.plain());
    } else if (!started && !seen.running()) {
      plain.put("stopped", note.plain());
      asBefore(plain, seen.state(), note, bound);
    }
  }

  /**
   * It is shown as it was before, unless it was changed since, or this version of its plugin does
   * not understand that.
   */
  private static <S extends Record> void asBefore(
      Map<String, Object> plain, S now, Stopped.Note note, Bound<S> bound) {
    try {
      if (note.before().isPresent()
          && note.after().filter(after -> bound.state().decode(after).equals(now)).isPresent()) {
        plain.put("state", bound.state().encode(bound.state().decode(note.before().get())));
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
