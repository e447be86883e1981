package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Failover;
import dev.flocker.cli.plan.Failover.Fate;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Planner;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Of which data a failover leaves one copy alone, so that the next loss takes all of it. */
record LastCopies(NodeFailover failover) {

  /** A line each; not of what has replicas that the run makes right after. */
  List<String> warnings() {
    return failover.projects().stream().flatMap(this::warnings).toList();
  }

  private Stream<String> warnings(Project project) {
    Map<Ref, String> owners = owners(project.name());
    Model model = Planner.preliminary(project, failover.look().types(), owners);
    return owners.entrySet().stream()
        .filter(e -> isAlone(model, e.getKey(), e.getValue()))
        .map(e -> warning(project.name() + "/" + e.getKey().name(), e.getValue()));
  }

  /** Who owns the data of a project then, as far as the lost node had a part in it. */
  Map<Ref, String> owners(String project) {
    Map<Ref, String> owners = new LinkedHashMap<>();
    for (Fate fate : failover.fates()) {
      if (fate instanceof Failover.Taken t && t.project().equals(project)) {
        t.copies().keySet().forEach(ref -> owners.put(ref, t.node()));
      } else if (fate instanceof Failover.Owned o && o.project().equals(project)) {
        owners.put(o.ref(), o.owner());
      }
    }
    return owners;
  }

  private boolean isAlone(Model model, Ref ref, String owner) {
    Stream<String> copies =
        failover.sights().of(ref, model.project()).stream()
            .filter(s -> s.copy().filter(c -> c.role() == Copy.Role.REPLICA).isPresent())
            .map(s -> s.node());
    Collection<String> wanted =
        model.entry(ref).isPresent() ? model.placement(ref).replicas() : Set.of();
    Set<String> answering = failover.look().opened().sessions().keySet();
    return Stream.concat(copies, wanted.stream().filter(answering::contains))
        .allMatch(owner::equals);
  }

  private static String warning(String volume, String owner) {
    return ("%s: the copy on %s is the only one that was seen; if that is lost, all of it may be. Name other nodes as"
            + " replicas of the volume in its playbook, replicas: [NODE], and run it: a run makes them,"
            + " and \"flocker keep\" refreshes them")
        .formatted(volume, owner);
  }
}
