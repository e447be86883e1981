package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.value.Durations;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.Sorted;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.move.SnapshotName;
import dev.flocker.cli.plan.Failover;
import dev.flocker.cli.plan.Failover.Fate;
import dev.flocker.cli.plan.FailoverPlaces;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a lost node owned, and who takes it over. The nodes that were reached are locked.
 *
 * @param others data that the node may own too, of projects that were not given
 */
record NodeFailover(
    Look look,
    Sights sights,
    String lost,
    List<Project> projects,
    List<Fate> fates,
    List<Takeover> takeovers,
    List<String> others) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  /**
   * @throws NodeTrouble if the node is not lost, or a copy that is to take over cannot be opened
   */
  static NodeFailover of(Look look, List<Project> projects, String lost) {
    if (look.opened().sessions().containsKey(lost)) {
      throw new NodeTrouble.StepFailed(
          lost,
          "it answers, so it is not gone",
          "to empty it: flocker drain " + lost + "; for one container: flocker move");
    }
    look.lock();
    Sights sights = look.everything();
    Failover failover = new Failover(look.types(), sights, lost);
    List<Fate> fates = projects.stream().flatMap(p -> failover.of(p).stream()).toList();
    List<Takeover> takeovers = new ArrayList<>();
    for (Fate fate : fates) {
      if (fate instanceof Failover.Taken taken) {
        List<Volumes> volumes =
            taken.copies().keySet().stream()
                .map(ref -> Volumes.of(look, sights, taken.project() + "/" + ref.name()))
                .toList();
        takeovers.add(Takeover.of(volumes, taken.node()));
      }
    }
    Set<String> named = projects.stream().map(Project::name).collect(Collectors.toSet());
    return new NodeFailover(
        look, sights, lost, projects, fates, takeovers, failover.ofOthers(named));
  }

  boolean isEmpty() {
    return takeovers.isEmpty();
  }

  /** Whether a person has to decide about some of it. */
  boolean leaves() {
    return fates.stream().anyMatch(Failover.Left.class::isInstance);
  }

  /**
   * Says what becomes of each.
   *
   * @throws WrongInput if a playbook would want some of it elsewhere
   */
  void tell() {
    Console console = look.app().console();
    Instant now = Instant.now();
    fates.forEach(fate -> told(fate, lost, now).forEach(console::out));
    for (Fate fate : fates) {
      if (fate instanceof Failover.Left left) {
        String names = left.refs().stream().map(Ref::toString).collect(Collectors.joining(", "));
        String why = names + ": " + left.why();
        console.err(
            String.valueOf(
                new NodeTrouble.StepFailed(left.node(), why, left.remedy()).getMessage()));
      }
    }
    others.forEach(
        name ->
            console.err(
                name
                    + ": "
                    + lost
                    + " may own it too; no playbook that was given has its project"));
    requirePlaces();
  }

  private void requirePlaces() {
    Console console = look.app().console();
    List<Problem> problems = new ArrayList<>();
    takeovers.stream()
        .map(Takeover::node)
        .distinct()
        .filter(node -> sights.drained().containsKey(node))
        .forEach(
            node ->
                problems.add(
                    new Problem(
                        Place.NOWHERE,
                        node,
                        "it is to take over, and is drained",
                        "let it have things again: flocker undrain " + node)));
    LastCopies lastCopies = new LastCopies(this);
    for (Project project : projects) {
      FailoverPlaces places =
          new FailoverPlaces(project, look.types(), lastCopies.owners(project.name()), lost);
      places
          .down()
          .forEach(
              e ->
                  console.err(
                      "%s: %s stays down, as it is on %s alone"
                          .formatted(e.declared().place(), e.ref(), lost)));
      problems.addAll(places.problems());
    }
    Sorted.of(problems).forEach(p -> console.err(p.toString()));
    if (!problems.isEmpty()) {
      throw new WrongInput(
          "the playbooks do not have everything where it can be; nothing was touched",
          "correct them, and run this again");
    }
  }

  /**
   * What has to be powered off before, the lost node among it; says so.
   *
   * @param off nodes that a person vouches for
   * @param anew whether something begins anew that the lost node may have
   * @throws NodeTrouble if there is one that may be on and cannot be powered off
   */
  Set<String> toPowerOff(Set<String> off, boolean anew) {
    Set<String> fenced = new LinkedHashSet<>();
    if (isEmpty() && !anew) {
      return fenced;
    }
    if (!off.contains(lost)) {
      if (Fence.of(lost, look).isEmpty()) {
        throw new NodeTrouble.StepFailed(
            lost,
            "it cannot be reached, may still run, and has no flocker_fence",
            "power it off, then say --powered-off " + lost);
      }
      fenced.add(lost);
    }
    Set<String> known = new LinkedHashSet<>(off);
    known.add(lost);
    for (Takeover takeover : takeovers) {
      fenced.addAll(takeover.toPowerOff(known));
      known.addAll(fenced);
    }
    if (!fenced.isEmpty()) {
      look.app().console().out("powered off before: " + String.join(", ", fenced));
    }
    return fenced;
  }

  void takeOver() {
    for (Takeover takeover : takeovers) {
      takeover.carryOut();
      takeover
          .volumes()
          .forEach(
              v -> look.app().console().out(v.name() + ": " + takeover.node() + " is the owner"));
    }
  }

  /** What people are told of it. */
  static List<String> told(Fate fate, String lost, Instant now) {
    return switch (fate) {
      case Failover.Taken taken ->
          taken.copies().entrySet().stream()
              .map(
                  e ->
                      "%s/%s: %s takes over; %s"
                          .formatted(
                              taken.project(),
                              e.getKey().name(),
                              taken.node(),
                              loss(e.getValue(), lost, now)))
              .toList();
      case Failover.Owned o ->
          List.of(
              "%s/%s: nothing is lost, as %s owns it already"
                  .formatted(o.project(), o.ref().name(), o.owner()));
      case Failover.Gone g ->
          List.of(
              ("%s/%s: no node that was seen has a copy; what %s has of it is out of reach. To begin"
                      + " it anew, empty: --assume-absent %s")
                  .formatted(g.project(), g.ref().name(), lost, lost));
      case Failover.Left left -> List.of();
    };
  }

  private static String loss(Copy copy, String lost, Instant now) {
    if (copy.role() == Copy.Role.HANDING_OFF) {
      return "it has all until it was handed over; lost is what " + lost + " wrote since, if any";
    }
    return SnapshotName.newest(copy)
        .map(
            at ->
                "lost is what was written since "
                    + TIME.format(at)
                    + ", "
                    + Durations.about(Duration.between(at, now))
                    + " ago")
        .orElse("lost is what was written since its newest snapshot, which does not say of when");
  }
}
