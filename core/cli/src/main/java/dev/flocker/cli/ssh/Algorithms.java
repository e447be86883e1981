package dev.flocker.cli.ssh;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import com.hierynomus.sshj.transport.kex.ExtInfoClientFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.signature.SignatureRSA;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.kex.KeyExchange;

/** What OpenSSH would offer to a host, in its order, as far as it is known here. */
final class Algorithms {

  private static final Pattern UNSETTLED =
      Pattern.compile("Unable to reach a settlement of (\\w+): \\[(.*)] and \\[(.*)]");
  private static final int LONGEST = 200;

  private final SshConfig config;
  private final DefaultConfig all = new DefaultConfig();

  Algorithms(SshConfig config) {
    this.config = config;
  }

  /**
   * @throws TransportException if there is nothing to offer
   */
  DefaultConfig offer() throws TransportException {
    DefaultConfig offer = new DefaultConfig();
    offer.setCipherFactories(chosen("Ciphers", all.getCipherFactories()));
    offer.setMACFactories(chosen("MACs", all.getMACFactories()));
    List<Factory.Named<KeyExchange>> exchanges =
        new ArrayList<>(chosen("KexAlgorithms", all.getKeyExchangeFactories()));
    exchanges.add(new ExtInfoClientFactory()); // not one, but how to ask what keys may sign by
    offer.setKeyExchangeFactories(exchanges);
    offer.setKeyAlgorithms(ofHosts());
    return offer;
  }

  List<Factory.Named<KeyAlgorithm>> ofHosts() throws TransportException {
    return chosen("HostKeyAlgorithms", keys());
  }

  /** For logging in: sshj takes them from the same place as those of hosts. */
  List<Factory.Named<KeyAlgorithm>> ofUsers() {
    return among(keys(), config.userKeyAlgorithms());
  }

  /** Why a host and this offer do not go together; empty if that is not what is wrong. */
  Optional<HostKeys.Refusal> disagreement(String message) {
    Matcher unsettled = UNSETTLED.matcher(message);
    if (!unsettled.find()) {
      return Optional.empty();
    }
    String keyword = keyword(unsettled.group(1));
    List<String> theirs = List.of(unsettled.group(3).split(", "));
    String list = String.join(",", theirs);
    return Optional.of(
        new HostKeys.Refusal(
            "it has none of the "
                + keyword
                + " that are allowed here, but "
                + (list.length() < LONGEST ? list : list.substring(0, LONGEST) + " ..."),
            theirs.stream()
                .filter(known(keyword)::contains)
                .findFirst()
                .map(
                    name ->
                        "let its sshd offer better ones, or allow it to this host in the SSH"
                            + " configuration: "
                            + keyword
                            + " +"
                            + name)
                .orElse(
                    "let its sshd offer one of these as well: "
                        + unsettled.group(2).replace(", ext-info-c", "").replace(", ", ","))));
  }

  private static String keyword(String list) {
    return list.contains("Cipher")
        ? "Ciphers"
        : list.contains("MAC") ? "MACs" : list.contains("Exchange") ? "KexAlgorithms" : list;
  }

  private List<String> known(String keyword) {
    return switch (keyword) {
      case "Ciphers" -> Factory.Named.Util.getNames(all.getCipherFactories());
      case "MACs" -> Factory.Named.Util.getNames(all.getMACFactories());
      case "KexAlgorithms" -> Factory.Named.Util.getNames(all.getKeyExchangeFactories());
      default -> Factory.Named.Util.getNames(keys());
    };
  }

  private <T> List<Factory.Named<T>> chosen(String keyword, List<Factory.Named<T>> known)
      throws TransportException {
    List<Factory.Named<T>> chosen = among(known, config.names(keyword));
    if (chosen.isEmpty()) {
      throw new TransportException(
          "the SSH configuration allows no "
              + keyword
              + " that flocker has: "
              + String.join(",", Factory.Named.Util.getNames(known)));
    }
    return chosen;
  }

  private static <T> List<Factory.Named<T>> among(
      List<Factory.Named<T>> known, List<String> names) {
    return names.stream()
        .flatMap(name -> known.stream().filter(factory -> factory.getName().equals(name)))
        .toList();
  }

  /** sshj's own, and certificates of RSA keys with hashes of today. */
  private List<Factory.Named<KeyAlgorithm>> keys() {
    List<Factory.Named<KeyAlgorithm>> keys = new ArrayList<>(all.getKeyAlgorithms());
    keys.add(
        new KeyAlgorithms.Factory(
            "rsa-sha2-512-cert-v01@openssh.com",
            new SignatureRSA.FactoryRSASHA512(),
            KeyType.RSA_CERT));
    keys.add(
        new KeyAlgorithms.Factory(
            "rsa-sha2-256-cert-v01@openssh.com",
            new SignatureRSA.FactoryRSASHA256(),
            KeyType.RSA_CERT));
    return keys;
  }
}
