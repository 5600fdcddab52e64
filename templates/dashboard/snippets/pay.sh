GATEWAY='{{ setup.gateway }}'
CLIENT_ID='{{ setup.client_id }}'
PRIVATE_KEY='{{ setup.private_key }}'

API='{{ setup.prefix() }}/v1/payments/pay'
TIME="$(date +%s)000"
ID="curl-$(date +%s)-$RANDOM"
BODY='{
  "productCode": "CASHIER_PAYMENT",
  "paymentRequestId": "'$ID'",
  "paymentAmount": {"currency": "SGD", "value": "2590"},
  "paymentMethod": {"paymentMethodType": "CARD"},
  "paymentFactor": {"isAuthorization": true},
  "order": {
    "referenceOrderId": "order-'$ID'",
    "orderDescription": "Two paper lanterns",
    "orderAmount": {"currency": "SGD", "value": "2590"},
    "buyer": {"referenceBuyerId": "buyer-5"}
  },
  "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
  "paymentRedirectUrl": "https://shop.example/return",
  "paymentNotifyUrl": "{{ setup.notify_url }}"
}'
KEY_FILE="$(mktemp)"
{ echo '-----BEGIN PRIVATE KEY-----'; echo "$PRIVATE_KEY" | fold -w 64; echo '-----END PRIVATE KEY-----'; } > "$KEY_FILE"
SIGNATURE="$(printf 'POST %s\n%s.%s.%s' "$API" "$CLIENT_ID" "$TIME" "$BODY" \
  | openssl dgst -sha256 -sign "$KEY_FILE" | openssl base64 -A \
  | sed -e 's/+/%2B/g' -e 's|/|%2F|g' -e 's/=/%3D/g')"
rm "$KEY_FILE"
curl -sS "$GATEWAY$API" \
  -H 'Content-Type: application/json; charset=UTF-8' \
  -H "Client-Id: $CLIENT_ID" \
  -H "Request-Time: $TIME" \
  -H "Signature: algorithm=RSA256,keyVersion=1,signature=$SIGNATURE" \
  --data-binary "$BODY"
echo
