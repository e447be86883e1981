package dev.flocker.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Uses the JDK's cryptography as a usual connection over SSH does, with both sides' parts: done
 * only to see what it loads.
 */
final class Cryptography {

  private static final Pattern ITS_CLASSES =
      Pattern.compile("(sun/security|com/sun/crypto|javax/crypto|java/security)/.*");

  private Cryptography() {}

  /** The names of its classes, as a class list has them. */
  static List<String> classes() throws IOException, InterruptedException {
    Path list = Files.createTempFile("flocker-training", ".classes");
    try {
      Tool.run(
          Path.of("."),
          List.of(
              Tool.jdk().resolve("bin/java").toString(),
              "-XX:DumpLoadedClassList=" + list,
              "-cp",
              System.getProperty("java.class.path", ""),
              Cryptography.class.getName()));
      return Files.readAllLines(list).stream()
          .map(line -> line.split(" ", 2)[0])
          .filter(name -> ITS_CLASSES.matcher(name).matches())
          .toList();
    } finally {
      Files.delete(list);
    }
  }

  public static void main(String[] args) throws GeneralSecurityException {
    byte[] bytes = MessageDigest.getInstance("SHA-256").digest(new byte[16]);
    agree();
    sign("Ed25519", "Ed25519", bytes);
    sign("RSA", "SHA512withRSA", bytes);
    SecretKeySpec key = new SecretKeySpec(bytes, "AES");
    encrypt(Cipher.getInstance("AES/GCM/NoPadding"), key, new GCMParameterSpec(128, bytes, 0, 12));
    encrypt(Cipher.getInstance("AES/CTR/NoPadding"), key, new IvParameterSpec(bytes, 0, 16));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    mac.doFinal(bytes);
  }

  private static void agree() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(generator.generateKeyPair().getPrivate());
    byte[] theirs = generator.generateKeyPair().getPublic().getEncoded();
    agreement.doPhase(
        KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(theirs)), true);
    agreement.generateSecret();
  }

  private static void sign(String keys, String algorithm, byte[] bytes)
      throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(keys).generateKeyPair();
    KeyFactory factory = KeyFactory.getInstance(keys);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(
        factory.generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
    signature.update(bytes);
    byte[] signed = signature.sign();
    signature.initVerify(
        factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())));
    signature.update(bytes);
    signature.verify(signed);
  }

  private static void encrypt(Cipher cipher, SecretKeySpec key, AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
    cipher.doFinal(key.getEncoded());
  }
}
