// Serves govmomi's simulator, as Debian packages it, on one address until standard input ends.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/vmware/govmomi/simulator"
)

func main() {
	model := simulator.VPX()
	listen := flag.String("l", "127.0.0.1:0", "listen address")
	user := flag.String("u", "user", "user")
	password := flag.String("p", "pass", "password")
	flag.IntVar(&model.Datacenter, "dc", model.Datacenter, "datacenters")
	flag.IntVar(&model.Cluster, "cluster", model.Cluster, "clusters per datacenter")
	flag.IntVar(&model.ClusterHost, "host", model.ClusterHost, "hosts per cluster")
	flag.IntVar(&model.Host, "standalone-host", model.Host, "standalone hosts per datacenter")
	flag.IntVar(&model.Machine, "vm", model.Machine, "VMs per resource pool")
	flag.BoolVar(&model.Autostart, "autostart", model.Autostart, "power the VMs on")
	cards := flag.Bool("passthrough", false, "put a card into each cluster's first host, with what DirectPath I/O needs")
	down := flag.Duration("down", time.Second, "how long a host's reboot takes, with -passthrough")
	esx := flag.Bool("esx", false, "be a lone host instead of a vCenter")
	flag.Parse()
	if *esx {
		model = simulator.ESX()
	}
	log.SetOutput(io.Discard)
	if err := model.Create(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer model.Remove()
	model.Service.Listen = &url.URL{Host: *listen, User: url.UserPassword(*user, *password)}
	model.Service.TLS = new(tls.Config)
	server := model.Service.NewServer()
	defer server.Close()
	address := server.URL.Host
	if *cards {
		front := addPassthrough(firstHosts(), *down).front(&url.URL{Scheme: "https", Host: address})
		defer front.Close()
		address = front.Listener.Addr().String()
	}
	fmt.Println("https://" + address + server.URL.Path)
	// The parent's death closes the pipe, so that no simulator outlives its test.
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func firstHosts() []*simulator.HostSystem {
	var hosts []*simulator.HostSystem
	for _, entity := range simulator.Map.All("ClusterComputeResource") {
		cluster := entity.(*simulator.ClusterComputeResource)
		hosts = append(hosts, simulator.Map.Get(cluster.Host[0]).(*simulator.HostSystem))
	}
	return hosts
}

// The inner server's certificate is made by itself and only ever seen here.
func insecure() *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
}
