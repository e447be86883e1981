package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.cli.fake.UnaskedSession;
import dev.flocker.cli.modelcheck.Request.Kind;
import dev.flocker.cli.modelcheck.Request.Op;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session whose answers are those of a {@link Replay}. */
final class ReplaySession extends UnaskedSession {

  private static final Schema<Copy> COPY = Schema.of(Copy.class);
  private static final Schema<Version> VERSION = Schema.of(Version.class);

  private static final Map<String, Object> OUTGOING =
      Schema.of(Outgoing.class).encode(new Outgoing(0, Map.of(), List.of()));

  private final int node;
  private final int id;
  private final Replay replay;

  ReplaySession(int node, int id, Replay replay) {
    this.node = node;
    this.id = id;
    this.replay = replay;
  }

  @Override
  public String node() {
    return Copies.name(node);
  }

  @Override
  public NodeFacts facts() {
    return new NodeFacts(Copies.id(id), Map.of(), List.of(), Map.of());
  }

  @Override
  public List<@Nullable Object> perform(List<Call> calls, Progress progress) {
    Call first = calls.getFirst();
    Map<String, Object> given = first.arguments();
    switch (first.operation()) { // What depends on nothing is not worth a message.
      case FEATURES, RECEIVE -> {
        return List.of(List.of());
      }
      case OUTGOING -> {
        return List.of(OUTGOING);
      }
      case REQUIRE_RECEIVABLE, REQUIRE_OPENABLE, ADAPT -> {
        return List.of(List.of());
      }
      case SEND -> {
        return List.of(List.of(guid(given.get("base")), guid(given.get("to"))));
      }
      default -> {
        long answer = said(calls);
        return calls.stream().map(c -> result(c, answer)).toList();
      }
    }
  }

  private static String guid(@Nullable Object version) {
    return version == null ? "0" : VERSION.decode(version).guid();
  }

  private long said(List<Call> calls) {
    calls.forEach(this::noteDrawn);
    if (replay.isNext()) {
      replay.pause(new Request(node, calls.stream().map(this::op).toList()));
    }
    return checked(Copies.name(node));
  }

  /** Promotions are numbered in the order in which the code draws them. */
  private void noteDrawn(Call call) {
    if (call.arguments().get("next") instanceof Map<?, ?> next) {
      replay.number((String) Objects.requireNonNull(next.get("promotion")));
    }
  }

  private @Nullable Object result(Call call, long answer) {
    long copy = Answer.copy(answer);
    return switch (call.operation()) {
      case COPY -> copy == 0 ? null : replay.encoded(copy, c -> COPY.encode(c));
      case SNAPSHOT -> VERSION.encode(Copies.version(Answer.SNAPSHOT.of(answer)));
      default -> null;
    };
  }

  private long checked(String name) {
    long answer = replay.next();
    if (answer == Answer.FAILED) {
      throw new NodeTrouble.StepFailed(name, "it could not be done", "");
    }
    if (answer == Answer.LOST) {
      throw new NodeTrouble.Unreachable(name, "no answer", "");
    }
    return answer;
  }

  private Op op(Call call) {
    Map<String, Object> given = call.arguments();
    return switch (call.operation()) {
      case RECORD ->
          new Op(
              Kind.RECORD,
              given.containsKey("expected") ? word(given.get("expected")) : 0,
              word(given.get("next")));
      case RETAIN -> {
        int guids = 0;
        for (Object guid : (List<?>) given.getOrDefault("guids", List.of())) {
          guids |= 1 << Integer.parseInt((String) guid);
        }
        yield new Op(Kind.RETAIN, guids, ((Number) given.getOrDefault("keep", 0)).longValue());
      }
      default -> Op.of(Kind.valueOf(call.operation().name()));
    };
  }

  private long word(@Nullable Object copy) {
    return Copies.word(COPY.decode(copy), replay::number);
  }

  @Override
  public Channel connect(NodeSession to, List<String> receive) {
    int target = Copies.node(to.node());
    return new Channel() {
      @Override
      public Optional<String> relayed() {
        return Optional.empty();
      }

      @Override
      public void send(List<String> send, Progress progress) {
        long from = Op.BASE.set(Op.FROM.set(0, node), Long.parseLong(send.get(0)));
        Op stream = new Op(Kind.STREAM, from, Long.parseLong(send.get(1)));
        if (replay.isNext()) {
          replay.pause(new Request(target, List.of(stream)));
        }
        checked(to.node());
      }

      @Override
      public void close() {}
    };
  }
}
