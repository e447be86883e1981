package dev.flocker.zfs;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset as {@code zfs get} shows it.
 *
 * @param readonly as it is in force
 * @param record the value of flocker's property, where it is this dataset's own and not inherited
 * @param brought properties of its own, as {@code property=value}, that decide what mounting it
 *     does: they came with a stream or were set here, where flocker leaves them to its root dataset
 * @param snapshots oldest first
 */
record Found(
    String dataset,
    boolean mounted,
    boolean readonly,
    String mountpoint,
    long refquota,
    Optional<String> record,
    List<String> brought,
    List<Snapshot> snapshots) {

  static final String LABEL = "flocker-";

  /** Properties that, unless off, permit more on the node than the data of a volume needs. */
  static final List<String> PERMITTING =
      List.of("setuid", "devices", "exec", "sharenfs", "sharesmb");

  private static final String MOUNTPOINT = "mountpoint";

  /** Whether a person has to see to a property that came with a stream. */
  static boolean isRefused(String property) {
    return property.equals(MOUNTPOINT) || PERMITTING.contains(property);
  }

  /**
   * @param name without the dataset's
   * @param order the transaction that made it: seconds are too coarse
   * @param held by anyone
   */
  record Snapshot(String name, String guid, long order, boolean held) {
    boolean ours() {
      return name.startsWith(LABEL);
    }
  }

  private record Value(String text, String source) {
    boolean isOwn() {
      return source.equals("local") || source.equals("received");
    }
  }

  /** Reads the output of {@link ZfsCommands#look}. */
  static List<Found> parse(String output) {
    Map<String, Map<String, Value>> byName = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] part = line.split("\t", -1);
      if (part.length != 4) {
        throw new IllegalArgumentException("no line of zfs get: " + line);
      }
      byName
          .computeIfAbsent(part[0], n -> new HashMap<>())
          .put(part[1], new Value(part[2], part[3]));
    }
    Map<String, List<Snapshot>> snapshots = new HashMap<>();
    byName.forEach(
        (name, values) -> {
          int at = name.indexOf('@');
          if (at > 0) {
            snapshots
                .computeIfAbsent(name.substring(0, at), d -> new ArrayList<>())
                .add(snapshot(name.substring(at + 1), values));
          }
        });
    return byName.entrySet().stream()
        .filter(e -> text(e.getValue(), "type").equals("filesystem"))
        .map(e -> found(e.getKey(), e.getValue(), snapshots.getOrDefault(e.getKey(), List.of())))
        .toList();
  }

  private static Found found(String name, Map<String, Value> values, List<Snapshot> snapshots) {
    return new Found(
        name,
        text(values, "mounted").equals("yes"),
        text(values, "readonly").equals("on"),
        text(values, MOUNTPOINT),
        Long.parseLong(text(values, "refquota")),
        Optional.ofNullable(values.get(ZfsCommands.COPY))
            .filter(v -> v.source().equals("local"))
            .map(Value::text),
        brought(values),
        snapshots.stream().sorted(Comparator.comparingLong(Snapshot::order)).toList());
  }

  private static List<String> brought(Map<String, Value> values) {
    List<String> brought = new ArrayList<>();
    values.forEach(
        (property, value) -> {
          boolean permits = PERMITTING.contains(property) && !value.text().equals("off");
          if (value.isOwn() && (permits || property.equals(MOUNTPOINT))) {
            brought.add(property + "=" + value.text());
          }
        });
    return brought.stream().sorted().toList();
  }

  private static Snapshot snapshot(String name, Map<String, Value> values) {
    return new Snapshot(
        name,
        text(values, "guid"),
        Long.parseLong(text(values, "createtxg")),
        !text(values, "userrefs").equals("0"));
  }

  private static String text(Map<String, Value> values, String property) {
    Value value = values.get(property);
    if (value == null) {
      throw new IllegalArgumentException("zfs get left out " + property);
    }
    return value.text();
  }

  List<Snapshot> ours() {
    return snapshots.stream().filter(Snapshot::ours).toList();
  }

  /** Empty for what is not flocker's. */
  Optional<Copy> copy() {
    List<Version> versions = ours().stream().map(s -> new Version(s.name(), s.guid())).toList();
    return record.map(r -> CopyRecord.parse(r, dataset, versions, mounted && !readonly));
  }

  /**
   * @param properties of its own
   */
  VolumeState state(Map<String, String> properties) {
    return new VolumeState(
        refquota == 0 ? Optional.empty() : Optional.of(new ByteSize(refquota)),
        mountpoint.startsWith("/") ? AbsolutePath.parse(mountpoint) : AbsolutePath.parse("/"),
        properties);
  }

  /** Changes whenever the state or the record does; not with each snapshot. */
  String version(Map<String, String> properties) {
    return "%d %s %s %s %s"
        .formatted(refquota, mountpoint, mounted ? "mounted" : "", record.orElse(""), properties);
  }

  /**
   * Its record.
   *
   * @throws Failure if it has none of its own: flocker did not make it
   */
  String own() {
    return record.orElseThrow(
        () ->
            new Failure(
                dataset,
                "this dataset is not flocker's",
                "rename it, or give the volume another name"));
  }

  /**
   * Sees to it that mounting it does no more than show its data where that belongs, whatever stream
   * it came with.
   *
   * @param place where flocker mounts it
   * @throws Failure if it could be mounted elsewhere, or with more rights than what it lies in
   */
  void requirePlain(String place) {
    if (!brought.isEmpty()) {
      String property = brought.getFirst().replaceFirst("=.*", "");
      throw new Failure(
          dataset,
          "it has properties of its own, which flocker never sets and a stream may have brought: "
              + String.join(", ", brought),
          "run zfs inherit %s %s; what is meant, set on the dataset that it lies in"
              .formatted(property, dataset));
    }
    if (!mountpoint.equals(place)) {
      throw new Failure(
          dataset,
          "it would be mounted at " + mountpoint + " and not at " + place,
          "run zfs set mountpoint=%s on flocker's dataset of the pool".formatted(Dataset.ROOT));
    }
  }

  /**
   * Destroys snapshots that flocker did not take. For a person to run: somebody wanted them.
   *
   * @param names at least one
   */
  String destruction(List<String> names) {
    return names.size() == 1
        ? "zfs destroy " + dataset + "@" + names.getFirst()
        : "for s in %s; do zfs destroy %s@$s; done".formatted(String.join(" ", names), dataset);
  }

  /**
   * What a version is called here.
   *
   * @throws Failure if it is not here
   */
  String named(Version version) {
    return snapshots.stream()
        .filter(s -> s.guid().equals(version.guid()))
        .map(Snapshot::name)
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    dataset,
                    "it has no snapshot with the GUID " + version.guid(),
                    "it was called " + version.snapshot() + "; run again to look anew"));
  }
}
