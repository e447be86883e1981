package dev.flocker.cli.state;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.Durations;
import dev.flocker.api.value.OneLine;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.upkeep.Behind;
import dev.flocker.cli.upkeep.Lags;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the nodes show of one project. */
final class StateReader {

  private final Map<Ref, List<Sight>> refs;
  private final Types types;
  private final OnNodes seen;
  private final Visitors visitors;
  private final Instant at;

  /**
   * @param refs all of it
   * @param nodes of the inventory
   * @param at when they were looked at
   */
  StateReader(Map<Ref, List<Sight>> refs, Types types, List<NodeInfo> nodes, Instant at) {
    this.refs = refs;
    this.types = types;
    this.seen = OnNodes.of(refs.values(), types);
    this.visitors = new Visitors(seen, nodes);
    this.at = at;
  }

  /**
   * What several nodes show of one thing.
   *
   * @param lags of its replicas, by what they were refreshed for: no playbook is at hand
   */
  private record Everywhere(List<Sight> sights, Optional<Sight> owner, List<Behind> lags) {}

  Resource resource(Ref ref) {
    List<Sight> sights = refs.getOrDefault(ref, List.of());
    List<Behind> lags = Lags.of(sights, Optional.empty(), at);
    Everywhere everywhere = new Everywhere(sights, Lags.owner(sights), lags);
    return new Resource(
        ref,
        sights.stream()
            .sorted(Comparator.comparing(Sight::node))
            .map(sight -> instance(sight, everywhere))
            .toList());
  }

  private Instance instance(Sight sight, Everywhere everywhere) {
    Optional<CopyLook> copy = sight.copy().map(c -> look(c, sight, everywhere.owner()));
    List<Sight> supervisors = seen.supervisors(sight.ref(), sight.node());
    Summary summary =
        lost(copy, everywhere)
            .and(late(sight, everywhere))
            .and(summary(sight, supervisors))
            .and(rivals(sight, everywhere.sights()));
    return new Instance(
        sight.node(),
        sight.provider(),
        sight.running(),
        summary.grade().and(grade(copy)),
        summary.status(),
        summary.facts(),
        openings(sight),
        copy,
        sight
            .stopped()
            .map(s -> new Sight.Stopped(OneLine.of(s.by()), OneLine.of(s.since()), s.declared())),
        type(sight).relationsSeen(sight.ref(), sight.state()),
        type(sight).leadsTo(sight.state()),
        supervisors.stream().map(Sight::ref).toList());
  }

  private ResourceType<Record, Record> type(Sight sight) {
    return types.type(sight.ref().type());
  }

  /**
   * What a person or its playbook stopped is down on purpose, whatever it and its supervisors say
   * of that.
   */
  private Summary summary(Sight sight, List<Sight> supervisors) {
    Summary own = alone(sight);
    Sight.Stopped stopped = sight.stopped().orElse(null);
    if (stopped != null) {
      Grade grade = stopped.declared() ? Grade.OK : Grade.ATTENTION;
      return new Summary(grade, "stopped by " + stopped.by(), own.facts());
    }
    Summary all =
        sight
            .started()
            .map(s -> new Summary(Grade.ATTENTION, startedBy(s, own.status()), List.of()))
            .map(own::and)
            .orElse(own);
    for (Sight supervisor : supervisors) {
      Summary its = alone(supervisor);
      String status =
          its.grade() == Grade.OK
              ? ""
              : joined(its.status(), own.grade() == Grade.OK ? "" : own.status());
      all = all.and(new Summary(its.grade(), status, its.facts()));
    }
    return all;
  }

  private static String startedBy(Sight.Started started, String status) {
    String by = "started by " + started.by() + ", though its playbook wants it stopped";
    return joined(status, by);
  }

  private static String joined(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "; " + second;
  }

  /** What its plugin says; at least that it does not run. */
  private Summary alone(Sight sight) {
    Summary said = type(sight).summary(sight.state()).and(sight.now().summary());
    boolean silent = said.status().isEmpty() && !sight.running();
    return silent ? said.and(new Summary(Grade.BAD, "does not run", List.of())) : said;
  }

  private List<Opening> openings(Sight sight) {
    return type(sight).claims(sight.state()).stream()
        .map(
            claim ->
                new Opening(
                    claim.claimed(),
                    claim.internal(),
                    claim.address(),
                    visitors.of(claim.claimed(), sight.node())))
        .toList();
  }

  private static Grade grade(Optional<CopyLook> copy) {
    return switch (copy.map(CopyLook::role).orElse(Copy.Role.OWNER)) {
      case OWNER, REPLICA -> Grade.OK;
      case HANDING_OFF -> Grade.ATTENTION;
      case DIVERGED -> Grade.BAD;
    };
  }

  /** A replica without what the owner has can never be brought up to date. */
  private static Summary lost(Optional<CopyLook> copy, Everywhere everywhere) {
    return copy.filter(c -> c.role() == Copy.Role.REPLICA && c.common().isEmpty())
        .flatMap(c -> everywhere.owner())
        .map(
            o ->
                new Summary(Grade.ATTENTION, "has no snapshot in common with the owner", List.of()))
        .orElse(Summary.NONE);
  }

  private static Summary late(Sight replica, Everywhere everywhere) {
    return everywhere.lags().stream()
        .filter(behind -> behind.node().equals(replica.node()))
        .findFirst()
        .map(behind -> "late: to be refreshed every " + Durations.format(behind.every()))
        .map(status -> new Summary(Grade.ATTENTION, status, List.of()))
        .orElse(Summary.NONE);
  }

  /** Data that several nodes own changes on each of them. */
  private static Summary rivals(Sight sight, List<Sight> everywhere) {
    List<String> others =
        everywhere.stream()
            .filter(s -> !s.node().equals(sight.node()) && owns(s) && owns(sight))
            .map(Sight::node)
            .sorted()
            .toList();
    return others.isEmpty()
        ? Summary.NONE
        : new Summary(Grade.BAD, "owned by " + String.join(", ", others) + " too", List.of());
  }

  private static boolean owns(Sight sight) {
    return sight.copy().filter(c -> c.role() == Copy.Role.OWNER).isPresent();
  }

  private CopyLook look(Copy copy, Sight sight, Optional<Sight> owner) {
    Optional<Sight> other = owner.filter(o -> copy.role() != Copy.Role.OWNER);
    return new CopyLook(
        copy.role(),
        copy.open(),
        copy.versions().stream().map(v -> snapshot(v, List.of(sight))).toList(),
        other.flatMap(o -> common(copy, o).map(v -> snapshot(v, List.of(sight, o)))));
  }

  /** By what identifies them everywhere. */
  private static Optional<Version> common(Copy copy, Sight owner) {
    Set<String> owned =
        owner.copy().stream()
            .flatMap(c -> c.versions().stream())
            .map(Version::guid)
            .collect(Collectors.toSet());
    return copy.versions().reversed().stream().filter(v -> owned.contains(v.guid())).findFirst();
  }

  private static CopyLook.Snapshot snapshot(Version version, List<Sight> tellers) {
    Optional<Instant> taken =
        tellers.stream()
            .flatMap(s -> Stream.ofNullable(s.now().taken().get(version.guid())))
            .findFirst();
    return new CopyLook.Snapshot(OneLine.of(version.snapshot()), taken);
  }
}
