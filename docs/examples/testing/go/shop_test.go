package shop

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Shop is the shop under test.
type Shop struct {
	url string
	t   *testing.T
}

// Order is what the shop tells of an order.
type Order struct {
	ID, Status, PayURL string
	Shipments          int
}

// startShop is where YOUR SHOP goes: configure it for this merchant, and let it listen. If it is written in Go,
// that is httptest.NewServer(shop.Handler(config)). This one runs the program named by SHOP_COMMAND, which reads its
// configuration from the environment and prints its URL.
func startShop(t *testing.T, merchant *Merchant) *Shop {
	t.Helper()
	words := strings.Fields(os.Getenv("SHOP_COMMAND"))
	if len(words) == 0 {
		t.Fatal("SHOP_COMMAND names no shop")
	}
	program := exec.Command(words[0], words[1:]...)
	program.Env = append(os.Environ(),
		"ANTOM_GATEWAY="+merchant.GatewayURL,
		"ANTOM_CLIENT_ID="+merchant.ClientID,
		"ANTOM_MERCHANT_PRIVATE_KEY="+merchant.PrivateKey,
		"ANTOM_PUBLIC_KEY="+merchant.AntomPublicKey,
		"PORT=0",
	)
	output, err := program.StdoutPipe()
	if err == nil {
		err = program.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = program.Process.Kill()
		_ = program.Wait()
	})
	url, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal("the shop did not start: ", err)
	}
	return &Shop{url: strings.TrimSpace(url), t: t}
}

// Order orders something: whatever makes your shop call `pay`.
func (s *Shop) Order(amount string) (order Order) {
	s.t.Helper()
	call(s.t, "POST", s.url+"/orders", object{"amount": amount}, &order)
	return order
}

// Again asks how the order stands now.
func (s *Shop) Again(order Order) (now Order) {
	s.t.Helper()
	call(s.t, "GET", s.url+"/orders/"+order.ID, nil, &now)
	return now
}
