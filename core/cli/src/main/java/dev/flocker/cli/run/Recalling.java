package dev.flocker.cli.run;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Recallable;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.OneLine;
import dev.flocker.cli.plan.Finding;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes back to what something was before it was replaced, where it is: by the steps of a run that
 * replaces it.
 */
public final class Recalling {

  private final Types types;
  private final Sessions sessions;
  private final Sights sights;
  private final Operating operating;

  /**
   * @param sights all that is flocker's on nodes, which are locked if anything is to be changed
   */
  public Recalling(Types types, Sessions sessions, Sights sights) {
    this.types = types;
    this.sessions = sessions;
    this.sights = sights;
    this.operating = new Operating(types, sessions, sights);
  }

  /** What can be gone back with, by its name; one for each of its nodes. */
  public Finding finding() {
    return new Finding(
        sights,
        s -> operating.isOperable(s) && types.can(s.ref(), s.provider(), Recallable.class),
        "there is nothing to go back with");
  }

  /**
   * What a node keeps of something.
   *
   * @param now what a person knows the present one by
   * @param formers oldest first
   */
  public record Kept(String now, List<Revision> formers) {}

  public Kept kept(Sight sight) {
    Object said = one(sight, invoke(sight).earlier(sight));
    try {
      if (said instanceof Map<?, ?> plain && plain.get("earlier") instanceof List<?> all) {
        return new Kept(
            OneLine.of(String.valueOf(plain.get("now"))),
            all.stream().map(f -> Revision.parse(f, sight, types)).toList());
      }
      throw new IllegalArgumentException("it is no list");
    } catch (IllegalArgumentException e) {
      throw notUnderstood(sight, e);
    }
  }

  /** Whether it is as something is now. */
  public boolean isAsNow(Revision former, Sight sight) {
    return type(sight).diff(former.state(), sight.state()).kind() != Diff.Kind.REPLACE;
  }

  /**
   * The snapshots that bring its data back, by the copies that have them.
   *
   * @throws NodeTrouble if there is not one of each
   */
  public Map<Sight, Version> data(Sight sight, Revision former) {
    String label =
        former
            .snapshot()
            .orElseThrow(() -> refusal(sight, "it had no data then", "leave out --with-data"));
    requireData(sight, former.state());
    Map<Sight, Version> data = new LinkedHashMap<>();
    for (Sight used : operating.owned(sight.showing(former.state()))) {
      data.put(used, version(used, label).orElseThrow(() -> without(sight, used)));
    }
    return data;
  }

  /** It must not come up empty. */
  private void requireData(Sight sight, Record then) {
    missing(sight, then)
        .ifPresent(
            data -> {
              throw refusal(
                  sight,
                  "it used " + data + " then, which is not there",
                  "if that has another name by now: flocker stop "
                      + sight.ref().name()
                      + ", flocker volume rename, and again; else go back by its playbook");
            });
  }

  /** What it used then by a name that nothing has any more. */
  private Optional<Ref> missing(Sight sight, Record then) {
    return types.uses(sight.showing(then)).stream()
        .filter(data -> sights.of(data, sight.project().orElse("")).isEmpty())
        .findFirst();
  }

  /** Whether all are there that would bring its data back: a person may have let go of them. */
  public boolean hasData(Sight sight, Revision former) {
    return former
        .snapshot()
        .filter(
            label ->
                missing(sight, former.state()).isEmpty()
                    && operating.owned(sight.showing(former.state())).stream()
                        .allMatch(used -> version(used, label).isPresent()))
        .isPresent();
  }

  private static NodeTrouble without(Sight sight, Sight used) {
    return refusal(
        sight,
        used.ref() + " has no snapshot any more of when it was replaced",
        "leave out --with-data, or choose another: flocker rollback --list says which have their"
            + " data still");
  }

  private static Optional<Version> version(Sight used, String label) {
    return used.copy().map(Copy::versions).orElse(List.of()).stream()
        .filter(v -> v.snapshot().endsWith(label))
        .findFirst();
  }

  /**
   * @param data to be brought back with it; empty to leave that as it is
   * @throws NodeTrouble if it cannot be; as far as possible, all is as before then
   */
  public void recall(Sight sight, Revision former, Map<Sight, Version> data) {
    if (sight.rests()) {
      throw refusal(
          sight,
          "its playbook wants it stopped, so that nothing would show whether it is well",
          "start it first: flocker start "
              + sight.ref().name()
              + ", or write in its playbook what it was");
    }
    Record want = recalled(sight, former);
    requireData(sight, want);
    requireAlone(sight, want, taken(sight, want, data.keySet()));
    Invocations invoke = invoke(sight).goingBack();
    Sharing sharing = new Sharing(types, sessions, invoke, ref -> Set.of());
    Group group =
        new Group(
            List.of(new RecalledPart(types, sights, operating).of(sight, want, former)), List.of());
    Transition t =
        new Transition(
            group, List.of(), types, sessions, invoke, sharing, new Downtimes().of(group));
    t.prepare(Progress.NONE);
    t.release(Progress.NONE);
    try {
      bringBack(data, invoke, sight.node());
    } catch (NodeTrouble e) {
      t.putBack();
      throw e;
    }
    try {
      t.establish(Progress.NONE);
      t.letIn(Progress.NONE);
      t.prove(Progress.NONE, () -> {});
      t.finish(Progress.NONE);
    } catch (NodeTrouble e) {
      t.letGo();
      throw e;
    }
  }

  private Record recalled(Sight sight, Revision former) {
    Object said = one(sight, invoke(sight).recall(sight, former.number()));
    try {
      return Revision.decoded(said, sight.ref(), types);
    } catch (IllegalArgumentException e) {
      throw notUnderstood(sight, e);
    }
  }

  /** The data that goes back, and what it did not use just now: others may have that open. */
  private Set<Ref> taken(Sight sight, Record want, Set<Sight> data) {
    Set<Ref> taken = new HashSet<>(types.uses(sight.showing(want)));
    types.uses(sight).forEach(taken::remove);
    data.forEach(s -> taken.add(s.ref()));
    return taken;
  }

  /**
   * What it is for others must stay as it is: what leads to it, and what is made of it, is their
   * playbook's matter.
   */
  private void requireAlone(Sight sight, Record want, Set<Ref> data) {
    if (!Set.copyOf(type(sight).claims(want))
        .equals(Set.copyOf(type(sight).claims(sight.state())))) {
      throw refusal(
          sight, "it had other ports then", "go back by its playbook, which turns their routes");
    }
    List<Sight> made = operating.sharing(sight);
    if (!made.isEmpty()) {
      throw refusal(
          sight,
          made.getFirst().ref() + " has its network, and would lose it",
          "go back by its playbook, which makes both anew");
    }
    sights.sights().stream()
        .filter(s -> s.node().equals(sight.node()) && s.project().equals(sight.project()))
        .filter(s -> s.running() && !s.ref().equals(sight.ref()))
        .filter(s -> types.uses(s).stream().anyMatch(data::contains))
        .findFirst()
        .ifPresent(
            other -> {
              throw refusal(
                  sight,
                  other.ref() + " has its data open too",
                  "stop that first: flocker stop " + other.ref().name());
            });
  }

  /** Closing it shows that nothing uses it: who writes to it now would lose what it writes. */
  private void bringBack(Map<Sight, Version> data, Invocations invoke, String node) {
    if (data.isEmpty()) {
      return;
    }
    List<Call> calls = new ArrayList<>();
    for (Sight one : data.keySet()) {
      calls.add(invoke.fence(one));
      calls.add(invoke.open(one));
    }
    calls.add(invoke.rollback(data));
    sessions.of(node).perform(calls, Progress.NONE);
  }

  private ResourceType<Record, Record> type(Sight sight) {
    return types.type(sight.ref().type());
  }

  private Invocations invoke(Sight sight) {
    return new Invocations(types, sight.project().orElse(""));
  }

  private @Nullable Object one(Sight sight, Call call) {
    return sessions.of(sight.node()).perform(List.of(call), Progress.NONE).getFirst();
  }

  private static NodeTrouble refusal(Sight sight, String why, String remedy) {
    return new NodeTrouble.StepFailed(sight.node(), sight.ref() + ": " + why, remedy);
  }

  private static NodeTrouble notUnderstood(Sight sight, IllegalArgumentException why) {
    return refusal(sight, "what its node keeps of it is not understood: " + why.getMessage(), "");
  }
}
