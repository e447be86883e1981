package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Recallable;
import dev.flocker.node.LastStart.Sickness;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the resources of this node were before they were replaced, the last few of each: a numbered
 * folder each, with its secrets, for root alone. It stays on its node, as what a node says is not
 * to become what another one runs.
 */
record Revisions(Host host) {

  /** How many are kept of one besides the newest, once what took its place is proved. */
  static final int MOST = 5;

  /** How many there are at most, however many attempts fail in a row. */
  static final int LIMIT = 15;

  /** Beside the numbered folders: that what was started last did not get well. */
  private static final String SICK = "sick";

  private static final String DEFINITION = "definition";
  private static final String BELONGINGS = "belongings";

  /** One of those that a resource was, as a person calls it. */
  record Former(String of, int number) {}

  /**
   * Keeps what is to be replaced, if it can be made again. Without data, what is tried again takes
   * the place of the attempt before. What worked is not pushed out by attempts that may fail: until
   * one is proved all stay, up to a limit.
   */
  <S extends Record> void keep(Bound<S> on, Call call, S have) {
    Recallable<S> half = on.recallable();
    Path all = folder(call.project(), call.ref());
    int number = numbers(all).stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    Path folder = all.resolve(Integer.toString(number));
    half.keep(call.ref(), have, folder.resolve(BELONGINGS), host)
        .ifPresentOrElse(
            kept -> {
              List<Definition> stay =
                  in(all).stream().filter(d -> !isOf(on, d, kept) || d.hasData()).toList();
              prune(all, number, newest(stay, LIMIT - 2));
              write(
                  folder,
                  call,
                  on.state().encode(kept),
                  lastStart(call).isWell(on, call.ref(), have));
            },
            () -> remove(folder));
  }

  private void write(Path folder, Call call, Object state, boolean well) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("until", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    plain.put("state", state);
    plain.put("beside", call.arguments().getOrDefault("beside", List.of()));
    plain.put("snapshot", call.arguments().getOrDefault("snapshot", ""));
    plain.put("well", well);
    host.write(folder.resolve(DEFINITION), Json.write(plain) + "\n", 0600);
  }

  /** Told when what was started last does not get well, or does not stay so. */
  void failed(Call call, Sickness why) {
    lastStart(call).failed(why);
  }

  /** Told when it does: what it replaced is needed less by now. */
  void proved(Call call) {
    lastStart(call).succeeded();
    Path all = folder(call.project(), call.ref());
    List<Definition> there = in(all);
    if (there.size() > MOST + 1) {
      prune(all, there.getLast().number(), newest(there, MOST + 1));
    }
  }

  /** Told when what it replaced is there again, as well as it was. */
  void reverted(Call call) {
    List<Definition> there = of(call.project(), call.ref());
    if (there.isEmpty() || there.getLast().well()) {
      lastStart(call).succeeded();
    } else {
      lastStart(call).failed(Sickness.UNHEALTHY);
    }
  }

  private LastStart lastStart(Call call) {
    return new LastStart(host, folder(call.project(), call.ref()).resolve(SICK));
  }

  private static <S extends Record> boolean isOf(Bound<S> on, Definition d, S kept) {
    return decoded(on, d).equals(Optional.of(kept));
  }

  /**
   * @return empty if an earlier version of its plugin wrote it, and this one understands it no more
   */
  private static <S extends Record> Optional<S> decoded(Bound<S> on, Definition d) {
    try {
      return Optional.of(on.state().decode(d.state()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * What a resource was before, for the controller.
   *
   * @param have what it is now
   */
  <S extends Record> Map<String, Object> told(Bound<S> on, Call call, S have) {
    Recallable<S> half = on.recallable();
    List<Object> told = new ArrayList<>();
    for (Definition d : of(call.project(), call.ref())) {
      decoded(on, d).ifPresent(state -> told.add(d.plain(half.words(state))));
    }
    return Map.of("now", half.words(have), "earlier", told);
  }

  /**
   * What to make to have an earlier one again.
   *
   * @throws Failure if it cannot be had any more
   */
  <S extends Record> S recall(Bound<S> on, Call call, long number) {
    Definition found =
        of(call.project(), call.ref()).stream()
            .filter(d -> d.number() == number)
            .findFirst()
            .orElseThrow(() -> gone(call, number));
    S kept = decoded(on, found).orElseThrow(() -> gone(call, number));
    return on.recallable().recall(call.ref(), kept, found.belongings(), host);
  }

  private static Failure gone(Call call, long number) {
    return new Failure(
        call.ref().toString(),
        "this node keeps no earlier one of number " + number,
        "flocker rollback --list shows which there are");
  }

  /** The newest ones, and of those that are older what was well last if none of them was. */
  private static List<Definition> newest(List<Definition> all, int count) {
    List<Definition> newest =
        new ArrayList<>(all.subList(Math.max(0, all.size() - count), all.size()));
    if (newest.stream().noneMatch(Definition::well)) {
      all.stream()
          .filter(Definition::well)
          .reduce((older, newer) -> newer)
          .ifPresent(newest::addFirst);
    }
    return newest;
  }

  /**
   * @param newest stays in any case: it may be being kept just now
   */
  private void prune(Path all, int newest, List<Definition> stay) {
    List<Integer> numbers = stay.stream().map(Definition::number).toList();
    numbers(all).stream()
        .filter(number -> number != newest && !numbers.contains(number))
        .forEach(number -> remove(all.resolve(Integer.toString(number))));
  }

  /** Those of one resource, the oldest first. */
  List<Definition> of(String project, Ref ref) {
    return in(folder(project, ref));
  }

  private List<Definition> in(Path all) {
    List<Definition> found = new ArrayList<>();
    for (int number : numbers(all)) {
      Path folder = all.resolve(Integer.toString(number));
      host.read(folder.resolve(DEFINITION))
          .flatMap(text -> Definition.parse(number, text, folder.resolve(BELONGINGS)))
          .ifPresent(found::add);
    }
    return found;
  }

  /**
   * The snapshots that those of a project need to bring their data back.
   *
   * @return who needs them, by what their names end with
   */
  Map<String, List<Former>> snapshots(String project) {
    Map<String, List<Former>> whose = new LinkedHashMap<>();
    for (String name : host.list(folder(project))) {
      String of = URLDecoder.decode(name, StandardCharsets.UTF_8);
      in(folder(project).resolve(name)).stream()
          .filter(Definition::hasData)
          .forEach(
              d ->
                  whose
                      .computeIfAbsent(d.snapshot(), s -> new ArrayList<>())
                      .add(new Former(of, d.number())));
    }
    return whose;
  }

  /** What is removed does not come back. */
  void forget(Call call) {
    Path all = folder(call.project(), call.ref());
    if (!host.list(all).isEmpty()) {
      remove(all);
    }
  }

  private void remove(Path folder) {
    host.run(Command.of("rm", "--recursive", "--force", "--one-file-system", folder.toString()));
  }

  /** In order. */
  private List<Integer> numbers(Path all) {
    return host.list(all).stream()
        .filter(n -> n.matches("[1-9][0-9]{0,8}"))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  private Path folder(String project, Ref ref) {
    return folder(project).resolve(URLEncoder.encode(ref.toString(), StandardCharsets.UTF_8));
  }

  private Path folder(String project) {
    return host.home()
        .resolve("earlier")
        .resolve(URLEncoder.encode(project, StandardCharsets.UTF_8));
  }
}
