package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyRecordTest {

  private static Copy copy(Role role, List<String> peers) {
    Optional<Copy.Handoff> handoff =
        role == Role.HANDING_OFF
            ? Optional.of(
                new Copy.Handoff("n2id", new Version("flocker-g8", "18446744073709551615")))
            : Optional.empty();
    return new Copy("vol-1", 7, "promo-1", role, handoff, peers, List.of(), false);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyRoleIsReadBack(Role role) {
    for (List<String> peers : List.of(List.<String>of(), List.of("a"), List.of("a", "b"))) {
      Copy copy = copy(role, peers);
      assertThat(CopyRecord.parse(CopyRecord.format(copy), "d", List.of(), false)).isEqualTo(copy);
    }
  }

  @Test
  void itsFormIsFixed() {
    assertThat(CopyRecord.format(copy(Role.HANDING_OFF, List.of("a", "b"))))
        .isEqualTo(
            "1 volume=vol-1 generation=7 promotion=promo-1 role=handing-off to=n2id"
                + " version=18446744073709551615:flocker-g8 peers=a,b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2 volume=v generation=7 promotion=p role=owner peers=",
        "1 volume=v generation=7 promotion=p role=king peers=",
        "1 volume=v generation=7 promotion=p role=handing-off peers=",
        "1 volume=v generation=7 promotion=p role=owner to=n version=1:s peers=",
        "1 volume=v generation=x promotion=p role=owner peers=",
        "1 volume=v generation=7 promotion=p role=owner"
      })
  void whatCannotBeReadIsAFailureNotAnAbsence(String text) {
    assertThatThrownBy(() -> CopyRecord.parse(text, "tank/flocker/shop/db", List.of(), false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("tank/flocker/shop/db");
  }

  @Test
  void aRecordTooLongForAPropertyIsRefused() {
    List<String> many =
        IntStream.range(0, 40).mapToObj(i -> "3c73aead1fd646c98afad8a32aabfbe" + i).toList();

    assertThatThrownBy(() -> CopyRecord.format(copy(Role.OWNER, many), Optional.empty()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("40 nodes");
    assertThat(CopyRecord.format(copy(Role.HANDING_OFF, many.subList(0, 20))).length())
        .isLessThan(1024);
  }

  @Test
  void namesOfPeersAreReadBackAndGiveWayToIds() {
    Copy some = named(List.of("a", "b", "c"), Map.of("a", "n1", "c", "node-3.example"));
    String text = CopyRecord.format(some);
    assertThat(text).endsWith(" peers=a:n1,b,c:node-3.example");
    assertThat(CopyRecord.parse(text, "d", List.of(), false)).isEqualTo(some);

    List<String> ids =
        IntStream.range(0, 18)
            .mapToObj(i -> "3c73aead1fd646c98afad8a32aabfb%02d".formatted(i))
            .toList();
    Map<String, String> names = new TreeMap<>();
    ids.forEach(id -> names.put(id, "a-rather-long-name-of-a-node-" + id.substring(30)));
    String full = CopyRecord.format(named(ids, names), Optional.empty());
    assertThat(full).contains(ids.getLast());
    assertThat(CopyRecord.format(CopyRecord.parse(full, "d", List.of(), false))).isEqualTo(full);
    assertThat(CopyRecord.format(named(List.of("a"), Map.of("a", "no name,"))))
        .endsWith(" peers=a");
  }

  @Test
  void roomForTheHandoverIsLookedAtWhenANodeIsIntroduced() {
    List<String> ids =
        IntStream.range(0, 27)
            .mapToObj(i -> "3c73aead1fd646c98afad8a32aabfb%02d".formatted(i))
            .toList();
    Copy full = copy(Role.OWNER, ids);
    assertThatThrownBy(
            () -> CopyRecord.format(full, Optional.of(copy(Role.OWNER, ids.subList(0, 26)))))
        .hasMessageContaining("volume forget");
    assertThat(CopyRecord.format(copy(Role.OWNER, ids.subList(0, 26)), Optional.of(full)))
        .hasSizeLessThan(1024);
  }

  private static Copy named(List<String> peers, Map<String, String> names) {
    return new Copy("vol-1", 7, "p", Role.OWNER, Optional.empty(), peers, List.of(), false, names);
  }
}
