package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Plays rounds of a move under mishaps, one after another on the same nodes and the same data. */
final class Nemesis {

  /** Any run ends by then: what is silent for 30 s is lost, and undoing takes less than that. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Lab lab;
  private final Flocker flocker;
  private final Ledger ledger;
  private final List<Mishap> mishaps;

  /** How many milliseconds a move takes that nothing befalls. */
  private final long usual;

  private String here = "n1";
  private long registered;
  private long appended;
  private long ofEarlier;

  /** How a round went. */
  record Round(long seed, String story, List<Mishap> mishaps, long writes, List<String> faults) {

    String line() {
      String end = faults.isEmpty() ? "well" : "NOT WELL";
      return "seed %d: %s; %d writes: %s".formatted(seed, story, writes, end);
    }
  }

  /** A mishap, where, and when and for how many milliseconds. */
  private record Blow(Mishap mishap, String node, long at, long lasts) {

    void deal(Lab lab, Running run) {
      var scene = new Mishap.Scene(lab, run, node);
      Lab.pause(at);
      mishap.strike(scene);
      Lab.pause(lasts);
      mishap.mend(scene);
    }

    @Override
    public String toString() {
      return "%s at %.1f s".formatted(mishap.on(node), at / 1e3)
          + (lasts == 0 ? "" : " for %.1f s".formatted(lasts / 1e3));
    }
  }

  /** Puts the database on n1, and its replica on n3. */
  Nemesis(Lab lab, Flocker flocker, Path folder) {
    this.lab = lab;
    this.flocker = flocker;
    this.ledger = new Ledger(lab, folder);
    this.mishaps = Mishap.possible(lab);
    flocker.run(ledger.on(here));
    ledger.createTables(here);
    flocker.run(ledger.on("n2"));
    long began = System.nanoTime();
    flocker.run(ledger.on(here));
    this.usual = Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  /** A move to the other node under one mishap or two, all of it chosen by {@code seed}. */
  Round round(long seed) {
    // Mixes well: those of neighbouring seeds have little in common.
    RandomGenerator random = new SplittableRandom(seed);
    String from = here;
    here = from.equals("n1") ? "n2" : "n1";
    List<Blow> blows =
        Stream.generate(() -> anyBlow(random, from)).limit(1 + random.nextInt(4) / 3).toList();
    List<String> faults = new ArrayList<>();
    String story = from + " to " + here;
    for (Blow blow : blows) {
      story += ", " + blow;
    }
    List<Appender> appenders = List.of(new Appender(1, appended), new Appender(2, appended));
    Register register = new Register(registered);
    try (register) {
      appenders.forEach(Client::start);
      register.start();
      story += "; " + moveUnder(blows);
      story += "; " + mend();
      awaitEach(appenders, register);
    } catch (AssertionError e) {
      faults.add(e.getMessage() + appenders.stream().map(Client::trouble).toList());
    } finally {
      appenders.forEach(Client::close);
    }
    long writes =
        appenders.stream().mapToLong(Appender::acknowledged).sum() + register.seen() - registered;
    try {
      faults.addAll(check(appenders, register));
    } catch (AssertionError e) {
      faults.add(e.getMessage());
    }
    return new Round(seed, story, blows.stream().map(Blow::mishap).toList(), writes, faults);
  }

  private Blow anyBlow(RandomGenerator random, String from) {
    Mishap mishap = mishaps.get(random.nextInt(mishaps.size()));
    String node = List.of(from, from, here, here, "n3").get(random.nextInt(5));
    return new Blow(mishap, node, (long) (random.nextDouble() * usual), mishap.duration(random));
  }

  /** The run that is struck; whatever code it ends with is right, as long as it ends. */
  private String moveUnder(List<Blow> blows) {
    long began = System.nanoTime();
    Running run = flocker.start(ledger.on(here));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var end = threads.submit(run::ends);
      for (var dealt : blows.stream().map(b -> threads.submit(() -> b.deal(lab, run))).toList()) {
        dealt.get();
      }
      return "exit %d in %d s".formatted(within(LIMIT, run, end), seconds(began));
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int within(Duration limit, Running run, Future<Integer> end)
      throws InterruptedException, ExecutionException {
    try {
      return end.get(limit.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      run.signal("KILL");
      throw new AssertionError("does not end:\n" + run.said(), e);
    }
  }

  /** All nodes are there again, and one run does the rest. */
  private String mend() {
    for (String node : Lab.NODES) {
      lab.attempt("heal", node);
      lab.attempt("resume", node);
      lab.attempt("boot", node);
      lab.attempt("ssh", node, "! zfs list tank/full 2>/dev/null || zfs destroy tank/full");
    }
    long began = System.nanoTime();
    var run = flocker.command("run", "--lock-timeout", "2m", ledger.on(here).toString());
    if (run.exit() != 0) {
      throw new AssertionError(
          "the run that mends ended with " + run.exit() + "\n" + run.out() + run.err());
    }
    return "mended in %d s".formatted(seconds(began));
  }

  private void awaitEach(List<Appender> appenders, Register register) {
    for (Appender appender : appenders) {
      long before = appender.acknowledged();
      lab.await("an append", () -> appender.acknowledged() > before);
    }
    long before = register.seen();
    lab.await("a change of the register", () -> register.seen() > before);
  }

  private List<String> check(List<Appender> appenders, Register register) {
    List<String> faults = new ArrayList<>(register.faults());
    lab.hasOnly(here, "db");
    long earlier = ledger.number(here, "SELECT count(*) FROM appends WHERE number <= " + appended);
    for (Appender appender : appenders) {
      faults.addAll(appender.faults(ledger.numbers(here, appender.writer(), appended)));
    }
    long value = ledger.number(here, "SELECT value FROM register");
    if (value < register.seen()) {
      faults.add("the register went back from %d to %d".formatted(register.seen(), value));
    }
    if (earlier != ofEarlier) {
      faults.add("of %d rows of earlier rounds %d are left".formatted(ofEarlier, earlier));
    }
    appended = appenders.stream().mapToLong(Appender::tried).max().orElseThrow();
    ofEarlier = ledger.number(here, "SELECT count(*) FROM appends");
    registered = value;
    assertThat(flocker.run(ledger.on(here))).as("changes of a second run").isZero();
    assertThat(lab.leftovers()).as("what runs left on the nodes").isEmpty();
    return faults;
  }

  private static long seconds(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toSeconds();
  }
}
