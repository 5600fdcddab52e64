package shop

// antom-sandbox for tests: one program for all of them, a merchant of its own for each.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// admin is the address of the admin API.
var admin string

func TestMain(m *testing.M) {
	os.Exit(withSandbox(m.Run))
}

// withSandbox runs the program meanwhile. Port 0 takes any free port, and the ready file tells which.
func withSandbox(run func() int) int {
	home, err := os.MkdirTemp("", "antom-sandbox-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(home)
	ready := filepath.Join(home, "ready.json")
	words := "serve --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped --log-level warn"
	program := exec.Command("antom-sandbox", append(strings.Fields(words), "--home", home, "--ready-file", ready)...)
	program.Stderr = os.Stderr
	if err := program.Start(); err != nil {
		panic(err)
	}
	defer func() {
		_ = program.Process.Kill()
		_ = program.Wait()
	}()
	for tries := 0; ; tries++ {
		if text, err := os.ReadFile(ready); err == nil {
			var addresses struct{ Admin string }
			if err := json.Unmarshal(text, &addresses); err != nil {
				panic(err)
			}
			admin = addresses.Admin
			return run()
		}
		if tries == 1000 {
			panic("antom-sandbox did not start")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// object is any JSON object.
type object map[string]any

// Merchant is a world of its own: keys, clock, scenario, payments, notifications.
type Merchant struct {
	ClientID       string `json:"clientId"`
	PrivateKey     string `json:"merchantPrivateKey"`
	AntomPublicKey string `json:"antomPublicKey"`
	GatewayURL     string `json:"gatewayUrl"`
	t              *testing.T
}

// Payment is what the tests look at; `stage` tells how it stands.
type Payment struct {
	PaymentID string `json:"paymentId"`
	Stage     string `json:"stage"`
	NormalURL string `json:"normalUrl"`
}

// newMerchant makes a merchant for one test. At its end the shop must have done nothing wrong.
func newMerchant(t *testing.T) *Merchant {
	t.Helper()
	merchant := &Merchant{t: t}
	call(t, "POST", admin+"/v1/merchants", object{}, merchant)
	t.Cleanup(func() {
		var findings struct {
			Items []struct{ Finding, Text, Instead string }
		}
		merchant.get("/findings", &findings)
		for _, one := range findings.Items {
			t.Errorf("the shop did something wrong: %s: %s; %s", one.Finding, one.Text, one.Instead)
		}
		call(t, "DELETE", merchant.url(""), nil, nil)
	})
	return merchant
}

func (m *Merchant) url(path string) string { return admin + "/v1/merchants/" + m.ClientID + path }

func (m *Merchant) get(path string, answer any) {
	m.t.Helper()
	call(m.t, "GET", m.url(path), nil, answer)
}

func (m *Merchant) post(path string, body object) {
	m.t.Helper()
	call(m.t, "POST", m.url(path), body, nil)
}

// Payments tells all payments, the newest last.
func (m *Merchant) Payments() []Payment {
	m.t.Helper()
	var payments struct{ Items []Payment }
	m.get("/payments", &payments)
	return payments.Items
}

// Newest tells the newest payment.
func (m *Merchant) Newest() Payment {
	m.t.Helper()
	payments := m.Payments()
	if len(payments) == 0 {
		m.t.Fatal("the shop has made no payment")
	}
	return payments[len(payments)-1]
}

// Buyer lets the robot buyer act: pay, decline, submit, challenge, cancel or leave.
func (m *Merchant) Buyer(action string) {
	m.t.Helper()
	m.post("/payments/"+m.Newest().PaymentID+"/buyer", object{"action": action})
}

// Advance lets time pass. When it returns, the shop has answered everything that came due.
func (m *Merchant) Advance(by string) {
	m.t.Helper()
	m.post("/clock/advance", object{"by": by})
}

// Arm arms a rule of the scenario format.
func (m *Merchant) Arm(rule object) {
	m.t.Helper()
	m.post("/overrides", object{"rule": rule})
}

// Expect demands that each of these happened, one after the other.
func (m *Merchant) Expect(events ...object) {
	m.t.Helper()
	m.post("/expect", object{"inOrder": true, "events": events})
}

// call asks the admin API. Its errors are written for people, so the failed test shows them.
func call(t *testing.T, method, url string, body, answer any) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	if body == nil {
		text = nil
	}
	request, err := http.NewRequest(method, url, bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err = io.ReadAll(response.Body)
	if err == nil && response.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %s", method, url, text)
	}
	if err == nil && answer != nil {
		err = json.Unmarshal(text, answer)
	}
	if err != nil {
		t.Fatal(err)
	}
}
