package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.NodeSession.Channel;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Keeps a replica on one node near its owner on another. The owner stays open throughout. */
public final class Replication {

  /** What is sent in a tenth of a second or so: not worth another round. */
  static final long SMALL = 8L << 20;

  private static final int ROUNDS = 8;
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Side owner;
  private final Side replica;
  private final Set<String> features;
  private Set<String> sent;
  private Map<String, String> settings = Map.of();
  private Optional<Version> there = Optional.empty();
  private Optional<String> relayed = Optional.empty();

  /** Asks both ends what they can do. */
  public Replication(Side owner, Side replica) {
    this.owner = owner;
    this.replica = replica;
    this.features = owner.features();
    this.features.retainAll(replica.features());
    this.sent = this.features;
  }

  /** A name for a snapshot that no other has, and that sorts by time. */
  public static String label() {
    return TIME.format(Instant.now())
        + "-%04x".formatted(ThreadLocalRandom.current().nextInt(1 << 16));
  }

  /**
   * Sees to it that the replica's node can take what it lacks, before anything is touched.
   *
   * @param besides bytes that others bring there in the same run
   * @return about how many it lacks
   */
  public long requireReceivable(long besides) {
    Optional<Version> there = replica.copy().filter(this::follows).flatMap(Copy::newest);
    Outgoing outgoing = owner.outgoing(there, List.of(), features);
    replica.requireReceivable(outgoing, besides);
    return outgoing.bytes();
  }

  private long requireReceivable(Optional<Version> base, List<Version> versions, long besides) {
    Outgoing outgoing = owner.outgoing(base, versions, features);
    replica.requireReceivable(outgoing, besides);
    sent = Set.copyOf(outgoing.features());
    settings = outgoing.properties();
    return outgoing.bytes();
  }

  /**
   * Sends what the replica lacks, again and again until that is little or grows as fast as it is
   * sent.
   *
   * @return the replica as it is then
   */
  public Copy push(Progress progress) {
    push(List.of(this), progress);
    return replica.requireCopy();
  }

  /**
   * The same for volumes that are one state: their snapshots are taken together, and what the
   * replicas have in the end is of one instant.
   *
   * @param set at least one, all from one node to one other
   */
  public static void push(List<Replication> set, Progress progress) {
    push(set, Replication::label, progress);
  }

  /**
   * @param label names each snapshot that is taken
   */
  public static void push(List<Replication> set, Supplier<String> label, Progress progress) {
    set.forEach(Replication::introduce);
    set.forEach(r -> r.there = r.begin(progress));
    long last = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      List<Version> versions = snapshots(set, label.get());
      if (round == 0) {
        requireReceivable(set, versions);
      }
      long bytes = 0;
      for (int i = 0; i < set.size(); i++) {
        bytes += set.get(i).advance(versions.get(i), progress);
      }
      if (bytes <= SMALL || bytes > last / 2) {
        break;
      }
      last = bytes;
    }
    set.forEach(r -> r.replica.adapt(r.settings));
  }

  private static List<Version> snapshots(List<Replication> set, String label) {
    Side first = set.getFirst().owner;
    if (set.size() == 1) {
      return List.of(first.snapshot(label));
    }
    return first.snapshots(set.stream().skip(1).map(r -> r.owner).toList(), label);
  }

  /** Of the very versions that are about to be sent. */
  private static void requireReceivable(List<Replication> set, List<Version> versions) {
    long besides = 0;
    for (int i = 0; i < set.size(); i++) {
      Replication r = set.get(i);
      besides +=
          r.requireReceivable(r.there, Increments.of(r.owner, r.there, versions.get(i)), besides);
    }
  }

  private long advance(Version version, Progress progress) {
    long bytes = transfer(there, version, progress);
    there = Optional.of(version);
    return bytes;
  }

  /** The owner's record names the replica's node before that has anything. */
  private void introduce() {
    Copy copy = owner.requireCopy();
    if (copy.role() != Role.OWNER) {
      throw owner.trouble("its copy of " + owner.ref() + " is no owner's any more", "run again");
    }
    Copy knowing = Records.knowing(copy, replica.id(), replica.node());
    if (!Records.same(copy, knowing)) {
      owner.record(Optional.of(copy), knowing);
    }
    replica.copy().ifPresent(this::makeRoom);
  }

  /**
   * A first stream brings one snapshot alone. Where other nodes have copies that is the oldest one,
   * and the later ones follow: were this node the owner once, it would have what those build upon.
   * It is no replica before they came: if that is cut short, the next run sees none, and goes on
   * from what arrived, or begins again.
   *
   * @return what it has then
   */
  private Optional<Version> begin(Progress progress) {
    List<Version> arrived =
        features.contains(Movable.RESUMABLE)
            ? new Resumption(owner, replica).goOn(this::arm, progress)
            : List.of();
    Optional<Copy> replicas = replica.copy();
    if (replicas.isPresent()) {
      return replicas.get().newest();
    }
    Copy copy = owner.requireCopy();
    boolean others = copy.peers().stream().anyMatch(p -> !p.equals(replica.id()));
    Optional<Version> oldest = copy.versions().stream().findFirst().filter(v -> others);
    if (continues(copy, arrived, oldest)) {
      return Optional.of(arrived.getLast());
    }
    replica.expect();
    if (oldest.isPresent()) {
      requireReceivable(Optional.empty(), copy.versions(), 0);
      stream(Optional.empty(), oldest.get(), progress);
    }
    return oldest;
  }

  /** Whether increments can follow on what arrived, and nothing will be missing before it. */
  private static boolean continues(Copy copy, List<Version> arrived, Optional<Version> oldest) {
    List<String> guids = arrived.stream().map(Version::guid).toList();
    return !arrived.isEmpty()
        && copy.versions().stream().anyMatch(v -> v.guid().equals(guids.getLast()))
        && oldest.map(v -> guids.contains(v.guid())).orElse(true);
  }

  /** A replica with something that its owner does not have is kept, under another name. */
  private void makeRoom(Copy old) {
    if (old.role() != Role.REPLICA && old.role() != Role.DIVERGED) {
      throw replica.trouble(
          "its copy of " + replica.ref() + " is no replica, but " + old.role(), "run again");
    }
    if (!follows(old)) {
      requireReceivable(0); // or it would be given up for nothing
      Repairs.setAside(replica);
    }
  }

  /** Whether increments can go on from what it has. */
  private boolean follows(Copy replicas) {
    return replicas.role() != Role.DIVERGED
        && replicas.newest().isPresent()
        && replicas.newest().equals(base(replicas));
  }

  private Optional<Version> base(Copy replicas) {
    return Retention.newestCommon(owner.requireCopy(), replicas);
  }

  private long transfer(Optional<Version> base, Version version, Progress progress) {
    long bytes = 0;
    Optional<Version> there = base;
    for (Version next : Increments.of(owner, base, version)) {
      bytes += stream(there, next, progress);
      there = Optional.of(next);
    }
    Optional<Copy> before = replica.copy();
    Copy follows = Records.replicaOf(owner.requireCopy(), owner.id(), owner.node(), replica.id());
    if (before.isEmpty() || !Records.same(before.get(), follows)) {
      replica.record(before, follows);
    }
    return bytes;
  }

  private long stream(Optional<Version> base, Version version, Progress progress) {
    try (Channel channel = arm()) {
      return send(channel, base, version, progress);
    }
  }

  /** Gets the receiving end ready; it waits for the first byte. */
  Channel arm() {
    Channel channel = owner.session().connect(replica.session(), replica.receive(features));
    relayed = relayed.or(channel::relayed);
    return channel;
  }

  /** Why bytes passed through the controller, as a clause that names the nodes, if any did. */
  public Optional<String> relayed() {
    return relayed;
  }

  /**
   * Sends a version.
   *
   * @param base the one before it, which the replica has
   * @return bytes sent, as far as they were reported
   */
  long send(Channel channel, Optional<Version> base, Version version, Progress progress) {
    Meter meter = new Meter(progress);
    channel.send(owner.send(base, version, sent), meter);
    return meter.bytes;
  }

  /** See {@link Retention}: both ends are pruned. */
  public Optional<NodeTrouble> retain(List<Side> others, int keep) {
    return Retention.apply(List.of(owner, replica), others, keep);
  }

  private static final class Meter implements Progress {
    private final Progress progress;
    private long bytes;

    Meter(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void report(String what, long done, long total) {
      bytes = Math.max(bytes, done);
      progress.report(what, done, total);
    }
  }
}
