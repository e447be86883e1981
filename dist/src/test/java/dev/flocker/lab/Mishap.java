package dev.flocker.lab;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What may go wrong while a database moves, from when it strikes until it is mended. */
enum Mishap {
  CONTROLLER_KILLED("the controller is killed", Lasts.NOT, scene -> scene.signal("KILL")),
  CONTROLLER_PAUSED(
      "the controller stands still",
      Lasts.ANY,
      scene -> scene.signal("STOP"),
      scene -> scene.signal("CONT")),
  PROCESS_KILLED(
      "the process on NODE is killed",
      Lasts.NOT,
      scene -> scene.on("pkill -KILL -f '[@]arguments'")),
  SESSIONS_DROPPED(
      "the SSH sessions of NODE end",
      Lasts.NOT,
      scene -> scene.on("pkill -KILL -f '[s]shd.*: root'")),
  NODE_KILLED(
      "NODE loses its power",
      Lasts.SHORT,
      scene -> scene.lab().attempt("kill", scene.node()),
      scene -> scene.lab().attempt("boot", scene.node())),
  NODE_STOPPED(
      "NODE is shut down",
      Lasts.SHORT,
      scene -> scene.lab().attempt("stop", scene.node()),
      scene -> scene.lab().attempt("boot", scene.node())),
  NODE_PAUSED(
      "NODE stands still",
      Lasts.ANY,
      scene -> scene.lab().attempt("pause", scene.node()),
      scene -> scene.lab().attempt("resume", scene.node())),
  CUT("NODE is cut off", Lasts.ANY, scene -> scene.lab().attempt("partition", scene.node())),
  DEAF("NODE hears nothing", Lasts.ANY, scene -> scene.lab().attempt("deafen", scene.node())),
  MUTE("NODE is not heard", Lasts.ANY, scene -> scene.lab().attempt("mute", scene.node())),
  SLOW(
      "NODE has a slow link",
      Lasts.ANY,
      scene -> scene.lab().attempt("slow", scene.node(), "2mbit")),
  POOL_FULL(
      "the pool of NODE is full",
      Lasts.SHORT,
      scene ->
          scene.on(
              "zfs create -o mountpoint=none -o reservation=$(zfs get -Hpo value available tank)"
                  + " tank/full"),
      scene -> scene.on("zfs destroy tank/full")),
  DOCKER_RESTARTED(
      "Docker of NODE restarts", Lasts.NOT, scene -> scene.on("systemctl restart docker")),
  ZFS_RESTARTED(
      "zfs-fuse of NODE restarts", Lasts.NOT, scene -> scene.on("systemctl restart zfs-fuse")),
  CLOCK_FORWARD(
      "the clock of NODE goes an hour ahead",
      Lasts.SHORT,
      scene -> scene.step("+1 hour"),
      scene -> scene.step("-1 hour")),
  CLOCK_BACK(
      "the clock of NODE goes an hour back",
      Lasts.SHORT,
      scene -> scene.step("-1 hour"),
      scene -> scene.step("+1 hour"));

  /** How long it lasts: what is silent for 30 seconds counts as lost. */
  private enum Lasts {
    NOT,
    SHORT,
    /** Mostly short, and now and then longer than the limit of silence. */
    ANY
  }

  /**
   * Where it strikes.
   *
   * @param node the node, for what strikes one
   */
  record Scene(Lab lab, Running run, String node) {

    private void signal(String name) {
      if (run.isAlive()) {
        run.signal(name);
      }
    }

    /** Whatever comes of it: the node may be at its end already. */
    private void on(String script) {
      lab.attempt("ssh", node, script);
    }

    private void step(String by) {
      on("date -s '" + by + "'");
    }
  }

  private final String what;
  private final Lasts lasts;
  private final Consumer<Scene> strikes;
  private final Consumer<Scene> mends;

  Mishap(String what, Lasts lasts, Consumer<Scene> strikes) {
    this(what, lasts, strikes, scene -> scene.lab().attempt("heal", scene.node()));
  }

  Mishap(String what, Lasts lasts, Consumer<Scene> strikes, Consumer<Scene> mends) {
    this.what = what;
    this.lasts = lasts;
    this.strikes = strikes;
    this.mends = mends;
  }

  /** Those that the lab's nodes allow: containers have the clock of this machine, and zfs-fuse. */
  static List<Mishap> possible(Lab lab) {
    boolean containers = !lab.on("n1", "systemd-detect-virt -c || true").equals("none");
    return Stream.of(values())
        .filter(
            mishap ->
                switch (mishap) {
                  case CLOCK_FORWARD, CLOCK_BACK -> !containers;
                  case ZFS_RESTARTED -> containers;
                  default -> true;
                })
        .toList();
  }

  String on(String node) {
    return what.replace("NODE", node);
  }

  /** For how many milliseconds this time. */
  long duration(RandomGenerator random) {
    return switch (lasts) {
      case NOT -> 0;
      case SHORT -> random.nextLong(500, 8_000);
      case ANY ->
          random.nextInt(6) > 0 ? random.nextLong(500, 8_000) : random.nextLong(32_000, 45_000);
    };
  }

  void strike(Scene scene) {
    strikes.accept(scene);
  }

  void mend(Scene scene) {
    mends.accept(scene);
  }
}
