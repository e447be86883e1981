package dev.flocker.cli.ssh;

import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.Errand;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.host.Listener;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Calls;
import dev.flocker.node.wire.Detail;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session with a node process. */
final class AgentSession implements NodeSession {

  private final SshTarget target;
  private final Way way;
  private final Shell shell;
  private final Conversation conversation;
  private final NodeFacts facts;

  AgentSession(SshTarget target, Way way, Shell shell, Opening.Started started) {
    this.target = target;
    this.way = way;
    this.shell = shell;
    this.conversation = new Conversation(target, shell, started, Wire.SILENCE);
    try {
      this.facts = hello();
    } catch (RuntimeException e) {
      conversation.close();
      throw e;
    }
  }

  @Override
  public String node() {
    return target.name();
  }

  @Override
  public NodeFacts facts() {
    return facts;
  }

  @Override
  public void lock(Errand errand, Duration patience) {
    ask(
        "lock",
        Map.of(
            "holder", errand.by(),
            "command", errand.command(),
            "patience", patience.toMillis(),
            "user", user()),
        Progress.NONE);
  }

  @Override
  public void unlock() {
    ask("unlock", Map.of(), Progress.NONE);
  }

  @Override
  public List<Entry> history(int most, String project) {
    Object answer = ask("history", Map.of("most", (long) most, "project", project), Progress.NONE);
    return understood(
        () -> list(answer).stream().map(Message::of).map(AgentSession::entry).toList());
  }

  private static Entry entry(Message said) {
    return new Entry(
        Instant.EPOCH.plus(said.number("microseconds"), ChronoUnit.MICROS),
        said.text("by"),
        said.text("command"),
        said.text("version"),
        said.text("what"));
  }

  @Override
  public void drain(String by) {
    ask("drain", Map.of("by", by), Progress.NONE);
  }

  @Override
  public Optional<Drained> undrain() {
    Object answer = ask("undrain", Map.of(), Progress.NONE);
    return understood(() -> drained(Message.of(answer)));
  }

  private static Optional<Drained> drained(Message answer) {
    return answer.has("drained")
        ? Optional.of(answer.message("drained"))
            .map(m -> new Drained(m.text("by"), m.text("since")))
        : Optional.empty();
  }

  @Override
  public Observation observe(Map<String, Scope> scopes, Detail detail) {
    Map<String, Object> plain = new LinkedHashMap<>();
    scopes.forEach(
        (type, scope) -> {
          Map<String, String> adopted = new TreeMap<>();
          scope.adopted().forEach((ref, name) -> adopted.put(ref.toString(), name));
          plain.put(
              type,
              Map.of(
                  "project", scope.project(),
                  "wanted", scope.wanted().stream().map(Object::toString).sorted().toList(),
                  "adopted", adopted));
        });
    Object answer = ask("observe", Map.of("scopes", plain, "detail", detail.name()), Progress.NONE);
    return understood(() -> observation(Message.of(answer)));
  }

  @Override
  public List<Lack> lacking() {
    Object answer = ask("lacking", Map.of(), Progress.NONE);
    return understood(
        () ->
            list(answer).stream()
                .map(Message::of)
                .map(m -> new Lack(m.text("what"), m.text("why"), m.text("remedy")))
                .toList());
  }

  @Override
  public List<@Nullable Object> perform(List<Call> calls, Progress progress) {
    Object plain = calls.stream().map(Calls::encode).toList();
    conversation.offer(calls.stream().flatMap(c -> c.files().stream()).toList());
    Object answer = ask("perform", Map.of("calls", plain), progress);
    return understood(() -> results(answer, calls.size()));
  }

  @Override
  public Channel connect(NodeSession to, List<String> receive) {
    return new Stream(this, (AgentSession) to, receive);
  }

  @Override
  public Launched launch(Launch what) {
    return new Launching(target, shell, what).begun();
  }

  @Override
  public void close() {
    conversation.close();
    shell.close();
  }

  String user() {
    return way.user();
  }

  /** Where other nodes find its sshd. */
  String address() {
    return target.address().orElse(way.host());
  }

  /** The same, where the way from here leads over another one. */
  int port() {
    return target.port().orElse(way.port());
  }

  SshTarget target() {
    return target;
  }

  Shell shell() {
    return shell;
  }

  @Nullable Object ask(String op, Map<String, ?> arguments, Progress progress) {
    return conversation.ask(op, arguments, progress);
  }

  /**
   * @throws NodeTrouble.Unreachable if the node does not answer now
   */
  void ping() {
    conversation.ping();
  }

  private NodeFacts hello() {
    Map<String, ?> introduction =
        Map.of("protocol", Wire.PROTOCOL, "variables", target.variables());
    Object answer = ask("hello", introduction, Progress.NONE);
    return understood(() -> facts(Message.of(answer)));
  }

  private static NodeFacts facts(Message answer) {
    Map<String, Set<String>> capabilities = new LinkedHashMap<>();
    Message by = answer.message("capabilities");
    by.body().keySet().forEach(p -> capabilities.put(p, new LinkedHashSet<>(by.texts(p))));
    return new NodeFacts(
        answer.text("id"), answer.textsByName("facts"), answer.texts("addresses"), capabilities);
  }

  private static Observation observation(Message answer) {
    Set<Listener> listening = new HashSet<>();
    answer.texts("listening").forEach(place -> listening.add(Listener.parse(place)));
    return new Observation(
        answer.list("views").stream().map(AgentSession::view).toList(), listening, drained(answer));
  }

  /** An answer is what some node says: if it makes no sense, that is that node's trouble. */
  <T> T understood(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw conversation.notUnderstood(e);
    }
  }

  private static List<@Nullable Object> results(@Nullable Object answer, int calls) {
    List<@Nullable Object> results = new ArrayList<>(list(answer));
    if (results.size() != calls) {
      throw new IllegalArgumentException(results.size() + " results of " + calls + " calls");
    }
    return results;
  }

  private static List<?> list(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("an answer that is no list");
  }

  private static View view(Object plain) {
    Message view = Message.of(plain);
    return new View(
        view.text("type"),
        view.text("provider"),
        view.list("resources").stream().map(Message::of).map(AgentSession::present).toList(),
        view.optionalText("failure").orElse(null),
        view.optionalText("undescribed").orElse(null));
  }

  private static Map<String, Object> present(Message message) {
    Map<String, Object> present = new LinkedHashMap<>();
    message
        .body()
        .forEach(
            (key, value) -> {
              if (value != null) {
                present.put(key, value);
              }
            });
    return present;
  }
}
