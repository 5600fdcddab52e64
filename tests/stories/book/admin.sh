in_background listening python3 shop.py
antom-sandbox --clock stepped
antom-sandbox scenario run world.toml --merchant default

# A card on its way into the vault; journeys play payments only.
eval "$(antom-sandbox keys --env)"
printf %s "$ANTOM_MERCHANT_PRIVATE_KEY" | base64 -d >merchant.der
path=/ams/sandbox/api/v1/vaults/createVaultingSession
time=$(date +%s)000
body='{"paymentMethodType":"CARD","vaultingRequestId":"lt-card-1","redirectUrl":"https://shop.example/cards",
  "vaultingNotificationUrl":"http://127.0.0.1:3000/hooks/antom"}'
signature=$(printf 'POST %s\n%s.%s.%s' "$path" "$ANTOM_CLIENT_ID" "$time" "$body" |
  openssl dgst -sha256 -sign merchant.der -keyform DER | base64 | tr -d '\n')
command curl -s --fail "http://127.0.0.1:8080$path" -d "$body" -H "client-id: $ANTOM_CLIENT_ID" \
  -H "request-time: $time" -H 'content-type: application/json; charset=UTF-8' \
  -H "signature: algorithm=RSA256,keyVersion=1,signature=$signature"

# The id of the dispute is another one each time.
curl() {
  local newest
  # This one goes on for ever.
  if [[ $1 == -N ]]; then
    command curl -s "$@" >"$HOME/stream" 2>&1 &
    return
  fi
  newest=$(command curl -s http://127.0.0.1:8090/v1/merchants/default/disputes | sed -n 's/.*"disputeId":"\([0-9]*\)".*/\1/p')
  command curl -s "${@//2026112325013101151025356674/${newest:-none}}"
}
