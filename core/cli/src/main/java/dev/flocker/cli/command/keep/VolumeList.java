package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Copy;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every volume, for a person. */
final class VolumeList {

  private VolumeList() {}

  /** A line for each copy, and its snapshots. */
  static List<String> lines(Sights sights) {
    List<String> lines = new ArrayList<>();
    List<Sight> copies = new ArrayList<>(Volumes.copies(sights));
    copies.sort(Comparator.comparing(Volumes::named).thenComparing(Sight::node));
    for (Sight sight : copies) {
      Copy copy = sight.copy().orElseThrow();
      String role = copy.role().word();
      lines.add(Volumes.named(sight) + "  " + sight.node() + "  " + role);
      copy.versions().forEach(v -> lines.add("    " + v.snapshot()));
    }
    return lines;
  }
}
