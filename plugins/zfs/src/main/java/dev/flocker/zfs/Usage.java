package dev.flocker.zfs;

import dev.flocker.api.Fact;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Describable.Description;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.value.ByteSize;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What volumes take up right now, and when their snapshots were taken, in one command. */
record Usage(Host host) {

  static final String PROPERTIES = "guid,creation,referenced,used";

  /** Of 100 of a quota: a person should see to it before what writes fails. */
  private static final int ATTENTION = 80;

  private static final int BAD = 95;

  List<Description> of(List<Observed<VolumeState>> seen) {
    String pool = Pools.require(host);
    TreeMap<String, Map<String, String>> all =
        parse(host.run(Command.of(ZfsCommands.usage(PROPERTIES, Dataset.root(pool)))).output());
    return seen.stream().map(o -> description(o, pool, all)).toList();
  }

  /** By dataset or snapshot, then by property. */
  static TreeMap<String, Map<String, String>> parse(String output) {
    TreeMap<String, Map<String, String>> all = new TreeMap<>();
    for (String line : output.lines().toList()) {
      String[] part = line.split("\t", -1);
      if (part.length == 3) {
        all.computeIfAbsent(part[0], n -> new TreeMap<>()).put(part[1], part[2]);
      }
    }
    return all;
  }

  private static Description description(
      Observed<VolumeState> seen, String pool, TreeMap<String, Map<String, String>> all) {
    String path = new Dataset(pool, seen.project().orElse(""), seen.ref().name()).path();
    Map<String, Instant> taken = new TreeMap<>();
    all.subMap(path + "@", path + "A") // all that begin with the first
        .values()
        .forEach(
            snapshot ->
                taken.put(
                    snapshot.getOrDefault("guid", ""),
                    Instant.ofEpochSecond(number(snapshot, "creation"))));
    return new Description(summary(seen.state(), all.getOrDefault(path, Map.of())), taken);
  }

  private static Summary summary(VolumeState state, Map<String, String> volume) {
    long used = number(volume, "referenced");
    Optional<ByteSize> quota = state.quota().filter(q -> q.bytes() > 0);
    Fact fact =
        quota.map(q -> Fact.bytes("used", used).of(q.bytes())).orElse(Fact.bytes("used", used));
    long percent = quota.map(q -> used * 100 / q.bytes()).orElse(0L);
    Grade grade = percent < ATTENTION ? Grade.OK : percent < BAD ? Grade.ATTENTION : Grade.BAD;
    String status = grade == Grade.OK ? "" : percent + "% of its quota are used";
    Fact whole = Fact.bytes("with snapshots", number(volume, "used"));
    return new Summary(grade, status, List.of(fact, whole));
  }

  static long number(Map<String, String> values, String property) {
    String text = values.getOrDefault(property, "");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }
}
