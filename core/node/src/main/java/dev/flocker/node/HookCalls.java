package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Hooked;
import dev.flocker.api.node.Hooked.Moment;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Secret;
import dev.flocker.node.host.Masker;
import dev.flocker.node.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Tells what has something of its own to do at certain moments that they have come. */
record HookCalls(Plugins plugins, Host host) {

  /** One that is to be told, and how to find out what is secret in what it says then. */
  private record Listener(Bound<?> on, Hooked half, String project, Ref ref) {}

  /** Tells one, if it has anything to do. */
  void tell(Bound<?> on, String project, Ref ref, Moment moment) {
    if (on.half() instanceof Hooked half) {
      tell(new Listener(on, half, project, ref), moment);
    }
  }

  /**
   * Takes a snapshot of data while all that use it hold still. Those that were told before are told
   * after, whatever happens.
   */
  <T> T around(String project, Set<Ref> data, Supplier<T> snapshot) {
    List<Listener> told = new ArrayList<>();
    T taken;
    try {
      for (Listener listener : listeners(project, data)) {
        told.add(listener);
        tell(listener, Moment.BEFORE_SNAPSHOT);
      }
      taken = snapshot.get();
    } catch (RuntimeException e) {
      after(told).forEach(e::addSuppressed);
      throw e;
    }
    after(told).stream()
        .findFirst()
        .ifPresent(
            why -> {
              throw why;
            });
    return taken;
  }

  private List<Failure> after(List<Listener> told) {
    List<Failure> failures = new ArrayList<>();
    for (Listener listener : told.reversed()) {
      try {
        tell(listener, Moment.AFTER_SNAPSHOT);
      } catch (Failure e) {
        failures.add(e);
      }
    }
    return failures;
  }

  private List<Listener> listeners(String project, Set<Ref> data) {
    List<Listener> all = new ArrayList<>();
    for (Provider<?, ?> provider : plugins.providers()) {
      if (provider.node() instanceof Hooked half) {
        Bound<?> on = Dispatcher.bound(plugins, provider.type(), provider.name());
        half.attending(project, data, host)
            .forEach(ref -> all.add(new Listener(on, half, project, ref)));
      }
    }
    return all;
  }

  private void tell(Listener listener, Moment moment) {
    try {
      listener.half().tell(listener.ref(), moment, host);
    } catch (Failure e) {
      throw new Failure(e.what(), masked(e.why(), listener.on(), listener), e.remedy());
    }
  }

  private <S extends Record> String masked(String text, Bound<S> on, Listener listener) {
    List<String> secrets =
        on.half().observe(new Scope(listener.project(), Set.of(listener.ref())), host).stream()
            .filter(o -> o.ref().equals(listener.ref()))
            .flatMap(o -> on.state().secrets(o.state()).stream())
            .map(Secret::reveal)
            .toList();
    return new Masker(secrets).mask(text);
  }
}
