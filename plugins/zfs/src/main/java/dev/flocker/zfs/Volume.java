package dev.flocker.zfs;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.schema.Range;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.Name;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume as a playbook declares it.
 *
 * @param keep snapshots
 */
@Doc("Data that lives on one node and moves with the container that mounts it.")
public record Volume(
    @Doc("Unique within the project.") Name name,
    @Doc(
            "What it was called until now, in the same project: the next run gives it the name above on every node, while what mounts it is stopped. It may stay there afterwards.")
        Optional<Name> was,
    @Doc("How much it may hold, its snapshots not counted. Without it, what the pool has.")
        Optional<ByteSize> quota,
    @Doc(
            "Nodes that keep a read-only copy. A run makes it where there is none; flocker keep refreshes it as often as every says, flocker volume push at once.")
        Optional<Replicas> replicas,
    @Doc("How many of flocker's snapshots are kept, besides those a replica still needs.")
        @Default("7")
        @Range(min = 1, max = 1000)
        int keep,
    @Doc(
            "Snapshots by a schedule, which flocker keep takes and prunes. keep above does not count them.")
        Optional<Schedule> snapshots,
    @Doc(
            "Properties of its dataset on every node, such as {recordsize: 16K, compression: lz4, atime: off}; the guide lists them. A move also carries those that were set by hand, but sync, reservation and refreservation.")
        Map<String, String> properties) {

  List<String> replicaNodes() {
    return replicas.map(Replicas::on).orElse(List.of());
  }
}
