package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import java.util.List;

/** What keeps a copy from being destroyed, whoever has it open. */
record Removal(Local local) {

  /**
   * @throws Failure if flocker did not make it, or others have a part in it
   */
  void require() {
    local.find().ifPresent(this::require);
  }

  private void require(Found found) {
    found.own();
    List<String> foreign =
        found.snapshots().stream().filter(s -> !s.ours()).map(Found.Snapshot::name).toList();
    if (!foreign.isEmpty()) {
      throw new Failure(
          found.dataset(),
          "it has snapshots that flocker did not take: " + String.join(", ", foreign),
          "its data is here still; to destroy them too, run here, and then again: "
              + found.destruction(foreign));
    }
    local.requireChildless();
    requireNoClones(found);
  }

  /** One that a rollback left goes with it. */
  private void requireNoClones(Found found) {
    String own = local.dataset().beside(Rollback.SUFFIX).path();
    Command command = Command.of(ZfsCommands.origins(local.dataset().pool()));
    List<String> clones =
        local
            .zfs()
            .host()
            .run(command)
            .output()
            .lines()
            .map(line -> line.split("\t", -1))
            .filter(part -> part.length == 2 && part[1].startsWith(found.dataset() + "@"))
            .map(part -> part[0])
            .filter(clone -> !clone.equals(own))
            .toList();
    if (!clones.isEmpty()) {
      throw new Failure(
          found.dataset(),
          "its snapshots are what clones of it build upon: " + String.join(", ", clones),
          "destroy those first; or let them stand alone, here: zfs promote " + clones.getFirst());
    }
  }
}
