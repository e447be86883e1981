package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Version;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A stream that was cut short, on either end. OpenZFS alone goes on with one. */
record Transfer(Local local) {

  /** What {@code zfs get} shows where there is nothing to go on with. */
  private static final String NONE = "-";

  /** What another node says is not to become an option. */
  private static final Pattern TOKEN = Pattern.compile("[0-9a-z]+(-[0-9a-z]+){1,3}");

  /** A first stream is beside the volume's name; what has no record there is no copy. */
  Partial partial() {
    Optional<Found> here = local.find();
    Optional<Found> incoming = local.zfs().find(local.dataset().incoming());
    if (here.isPresent() || incoming.isEmpty()) {
      return partial(here.flatMap(f -> token(local.dataset())), local.dataset(), List.of());
    }
    List<Version> versions =
        incoming.get().ours().stream().map(s -> new Version(s.name(), s.guid())).toList();
    Dataset first = local.dataset().incoming();
    return partial(token(first), first, versions);
  }

  private static Partial partial(Optional<String> token, Dataset into, List<Version> versions) {
    String discard = token.map(t -> String.join(" ", ZfsCommands.abandon(into))).orElse("");
    return new Partial(token, versions, discard);
  }

  private Optional<String> token(Dataset dataset) {
    List<String> argv = ZfsCommands.value("receive_resume_token", dataset.path());
    String token = local.zfs().host().run(Command.of(argv)).output().strip();
    return token.isEmpty() || token.equals(NONE) ? Optional.empty() : Optional.of(token);
  }

  /**
   * A token says itself what is sent, and comes from the node that gets it: it is obeyed only for
   * this volume, and only as that would be sent.
   *
   * @throws Failure if what it is about is not here any more, or something else
   */
  List<String> rest(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new Failure(local.dataset().path(), "the other node gave no token of ZFS's", "");
    }
    Dataset dataset = local.dataset();
    Command.Result seen = local.zfs().host().run(Command.of(ZfsCommands.checkRest(token)));
    List<String> contents =
        (seen.output() + "\n" + seen.errors()).lines().map(String::strip).toList();
    boolean ours =
        contents.stream().anyMatch(l -> l.startsWith("toname = " + dataset.path() + "@"));
    boolean raw = contents.contains("rawok = 1");
    if (!ours || raw != Features.isEncrypted(dataset, local.zfs().host())) {
      throw new Failure(
          dataset.path(), "the other node's token is not about what was sent of it", "run again");
    }
    return ZfsCommands.sendRest(token);
  }

  /** Leaves what arrived whole. */
  void abandon() {
    for (Dataset dataset : List.of(local.dataset(), local.dataset().incoming())) {
      if (local.zfs().find(dataset).isPresent() && token(dataset).isPresent()) {
        local.zfs().runOnceFree(ZfsCommands.abandon(dataset));
      }
    }
  }
}
