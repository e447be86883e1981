package dev.flocker.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.schema.Attribute;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.schema.Type;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every resource type holds. A plugin's test extends it, and inherits all its tests:
 *
 * <pre>{@code
 * class CronTypeTest extends ResourceTypeContract<Cron, CronState> {
 *   protected ResourceType<Cron, CronState> type() {
 *     return new CronType();
 *   }
 *
 *   protected List<String> examples() {
 *     return List.of("{name: backup, at: '03:00', command: [backup, all]}");
 *   }
 * }
 * }</pre>
 *
 * <p>With {@link #lab} it tests the node half too, on a real node; those tests carry the tag {@code
 * lab}.
 *
 * @param <D> what a playbook declares
 * @param <S> what a node shows
 */
public abstract class ResourceTypeContract<D extends Record, S extends Record> {

  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  protected abstract ResourceType<D, S> type();

  /**
   * Declarations as a playbook would hold them, one mapping each: {@code {name: db, ports:
   * [{internal: 80}]}}. Together they should use every key. The first is what the lab applies.
   */
  protected abstract List<String> examples();

  /** What is declared besides, as far as the examples refer to it. */
  protected TestTopology topology() {
    return new TestTopology("contract").node("n1", "10.0.0.11");
  }

  /** How files that the examples name are found; by default they are short, and always there. */
  protected Sources sources() {
    return new SampleFiles();
  }

  /** The node half and a node to try it on; without one its tests are skipped. */
  protected Optional<Lab<S>> lab() {
    return Optional.empty();
  }

  /**
   * Changes, as a person would by hand, what the first example made on the lab's node; without it
   * the test that this is noticed is skipped.
   */
  protected Optional<Consumer<Host>> changeByHand() {
    return Optional.empty();
  }

  /**
   * A node to try a node half on.
   *
   * @param witnesses commands whose output shows whatever an observation might disturb
   */
  public record Lab<S extends Record>(NodeHalf<S> half, Host host, List<Command> witnesses) {}

  @Test
  void everyExampleDecodes() {
    assertThat(examples()).isNotEmpty();
    examples().forEach(this::decode);
  }

  @Test
  void everyKeyIsExplained() {
    assertExplained(type().declared(), type().name());
  }

  private static void assertExplained(Schema<?> schema, String subject) {
    for (Attribute a : schema.attributes()) {
      assertThat(a.doc()).as("@Doc of %s: %s", subject, a.key()).isNotBlank();
      nested(a.type()).ifPresent(n -> assertExplained(n, subject + ": " + a.key()));
    }
  }

  private static Optional<Schema<?>> nested(Type type) {
    return switch (type) {
      case Type.Leaf leaf -> Optional.empty();
      case Type.ListOf list -> nested(list.item());
      case Type.MapOf map -> nested(map.value());
      case Type.Nested n -> Optional.of(n.schema());
    };
  }

  @Test
  void everyDeclarationSurvivesTheWire() {
    for (String example : examples()) {
      D spec = decode(example);
      assertThat(overTheWire(type().declared(), spec)).isEqualTo(spec);
    }
  }

  @Test
  void everyDesiredStateSurvivesTheWire() {
    for (String example : examples()) {
      S want = desired(decode(example));
      assertThat(overTheWire(type().state(), want)).isEqualTo(want);
    }
  }

  private static <R extends Record> R overTheWire(Schema<R> schema, R value) {
    return schema.decode(GSON.fromJson(GSON.toJson(schema.encode(value)), Object.class));
  }

  @Test
  void aStateDoesNotDifferFromItself() {
    for (String example : examples()) {
      S want = desired(decode(example));
      assertThat(type().diff(want, want)).isEqualTo(Diff.NONE);
    }
  }

  /** Core asks as often as it likes. */
  @Test
  void askingTwiceGivesTheSameAnswer() {
    for (String example : examples()) {
      D spec = decode(example);
      TestTopology topology = topology();
      String project = topology.project();
      assertThat(type().relations(spec)).isEqualTo(type().relations(spec));
      assertThat(type().offers(spec, project)).isEqualTo(type().offers(spec, project));
      assertThat(type().implied(spec, project, topology))
          .isEqualTo(type().implied(spec, project, topology));
      assertThat(type().place(declared(spec), topology))
          .isEqualTo(type().place(declared(spec), topology));
      assertThat(desired(spec)).isEqualTo(desired(spec));
      assertThat(type().summary(desired(spec))).isEqualTo(type().summary(desired(spec)));
      assertThat(type().admits(desired(spec))).isEqualTo(type().admits(desired(spec)));
    }
  }

  /** And thereby: no example has a problem. */
  @Test
  void noExampleHasAProblem() {
    for (String example : examples()) {
      List<Problem> problems = new ArrayList<>();
      D spec = decode(example);
      type().check(declared(spec), with(spec), problems::add);
      assertThat(problems).as(example).isEmpty();
    }
  }

  @Test
  @Tag("lab")
  void afterApplyNothingDiffers() {
    Lab<S> lab = requireLab();
    S want = first();
    try (Trial<S> trial = trial(lab)) {
      trial.make(want);
      assertThat(type().diff(want, trial.require().state())).isEqualTo(Diff.NONE);
      trial.make(want);
      assertThat(type().diff(want, trial.require().state()))
          .as("applied twice")
          .isEqualTo(Diff.NONE);
    }
    assertThat(trial(lab).look()).as("after removal").isEmpty();
  }

  @Test
  @Tag("lab")
  void aLookChangesNothing() {
    Lab<S> lab = requireLab();
    try (Trial<S> trial = trial(lab)) {
      trial.make(first());
      Observed<S> first = trial.require();
      List<String> before = witness(lab);
      assertThat(trial.look()).contains(first);
      assertThat(trial.describe(first)).as("descriptions of one").hasSize(1);
      assertThat(witness(lab)).isEqualTo(before);
    }
  }

  /** By this core knows just before it writes whether somebody was quicker. */
  @Test
  @Tag("lab")
  void aVersionChangesWithTheResourceAlone() {
    Lab<S> lab = requireLab();
    assumeTrue(changeByHand().isPresent(), "no change by hand is given");
    S want = first();
    try (Trial<S> trial = trial(lab)) {
      trial.make(want);
      Observed<S> made = trial.require();
      assertThat(made.version()).isNotEmpty();
      trial.stop(made.state());
      assertThat(trial.version()).as("stopped").contains(made.version());
      trial.start(want);
      assertThat(trial.version()).as("started again").contains(made.version());
      changeByHand().orElseThrow().accept(lab.host());
      assertThat(trial.version()).as("changed by hand").isNotEqualTo(Optional.of(made.version()));
    }
  }

  /** Core compares what is to be replaced with its plan when the replacement is there already. */
  @Test
  @Tag("lab")
  void preparingAReplacementLeavesTheVersionAlone() {
    Lab<S> lab = requireLab();
    S want = first();
    try (Trial<S> trial = trial(lab)) {
      trial.make(want);
      Optional<String> made = trial.version();
      for (String time : List.of("once", "twice")) {
        trial.prepareReplacement(want);
        assertThat(trial.version()).as("prepared " + time).isEqualTo(made);
      }
    }
  }

  /** Where it is {@code Recallable}. */
  @Test
  @Tag("lab")
  void whatWasKeptCanBeMadeAgain() {
    try (Trial<S> trial = trial(requireLab())) {
      trial.make(first());
      trial.makeAgain(state -> overTheWire(type().state(), state));
      assertThat(type().diff(first(), trial.require().state())).isEqualTo(Diff.NONE);
    }
  }

  /** A half that is none of a type whose data moves would leave it behind. */
  @Test
  @Tag("lab")
  void dataThatMovesHasAHalfThatMovesIt() {
    assertThat(requireLab().half() instanceof Movable).isEqualTo(type().movable());
  }

  private Lab<S> requireLab() {
    Optional<Lab<S>> lab = lab();
    assumeTrue(lab.isPresent(), "no lab is given");
    return lab.orElseThrow();
  }

  private Trial<S> trial(Lab<S> lab) {
    return new Trial<>(lab.half(), lab.host(), ref(), topology().project());
  }

  private static List<String> witness(Lab<?> lab) {
    return lab.witnesses().stream().map(c -> lab.host().run(c).output()).toList();
  }

  private S first() {
    return desired(decode(examples().getFirst()));
  }

  private Ref ref() {
    return declared(decode(examples().getFirst())).ref();
  }

  private S desired(D spec) {
    return type().desired(declared(spec), topology().nodes().getFirst().name(), with(spec));
  }

  private TestTopology with(D spec) {
    return topology().declare(type(), spec, declared(spec).on().toArray(String[]::new));
  }

  private Declared<D> declared(D spec) {
    List<String> on = type().takesOn() ? List.of(topology().nodes().getFirst().name()) : List.of();
    return new Declared<>(new Ref(type().name(), type().nameOf(spec)), spec, on, Place.NOWHERE);
  }

  private D decode(String example) {
    List<Problem> problems = new ArrayList<>();
    Map<?, ?> plain = GSON.fromJson(example, Map.class);
    D spec =
        type().declared().decode(Tree.of(plain), "example", Set.of(), sources(), problems::add);
    assertThat(problems).as(example).isEmpty();
    if (spec == null) {
      throw new AssertionError("does not decode, and no problem was reported: " + example);
    }
    return spec;
  }
}
