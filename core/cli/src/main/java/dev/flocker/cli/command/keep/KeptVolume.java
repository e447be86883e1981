package dev.flocker.cli.command.keep;

import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A volume that a playbook wants to be kept: snapshots, replicas, or both. */
record KeptVolume(String project, Ref ref, Placement placement) {

  static List<KeptVolume> of(List<Project> projects, Types types) {
    List<KeptVolume> charges = new ArrayList<>();
    for (Project project : projects) {
      Model model = Planner.preliminary(project, types);
      for (Entry entry : model.entries()) {
        Placement placement = model.placement(entry.ref());
        if (entry.selected() && !placement.upkeep().isNone()) {
          charges.add(new KeptVolume(project.name(), entry.ref(), placement));
        }
      }
    }
    return charges;
  }

  /** The shortest of its intervals. */
  Optional<Duration> shortest() {
    Stream<Duration> snapshots = placement.upkeep().snapshots().stream().map(s -> s.every());
    return Stream.concat(snapshots, placement.upkeep().refresh().stream())
        .min(Comparator.naturalOrder());
  }

  /** PROJECT/NAME. */
  String name() {
    return project + "/" + ref.name();
  }
}
